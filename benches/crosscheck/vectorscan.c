/* Counts the lines that each keyword is on, with vectorscan's literal matcher, letters of either case.
 *
 * usage: vectorscan KEYWORDS LOG THREADS
 *
 * The log is mapped. A keyword with '*' is cut to its longest piece, so for these it counts too many lines:
 * sigmine goes on to compare the whole keyword. */
#include <fcntl.h>
#include <hs/hs.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART ((size_t)4 << 20)
#define MOST 65536

static const char *text;
static size_t length, next_part, keywords;
static hs_database_t *database;
static pthread_mutex_t adding = PTHREAD_MUTEX_INITIALIZER;
static unsigned long long total[MOST];

/* What one thread knows of its part: where the line ends on which a keyword was counted last. */
struct part {
    const char *text;
    size_t length, *counted_to;
    unsigned long long *lines;
};

static int on_match(unsigned keyword, unsigned long long from, unsigned long long to, unsigned flags, void *context)
{
    struct part *part = context;
    size_t at = (size_t)to - 1;
    (void)from, (void)flags;
    if (at >= part->counted_to[keyword]) {
        const char *end = memchr(part->text + at, '\n', part->length - at);
        part->counted_to[keyword] = end ? (size_t)(end - part->text) : part->length;
        part->lines[keyword]++;
    }
    return 0;
}

/* The start of the first line that begins at or behind a place. */
static size_t line_start(size_t at)
{
    if (at == 0 || at >= length)
        return at < length ? at : length;
    const char *end = memchr(text + at - 1, '\n', length - at + 1);
    return end ? (size_t)(end - text) + 1 : length;
}

static void *count(void *unused)
{
    hs_scratch_t *scratch = NULL;
    struct part part = {0};
    (void)unused;
    hs_alloc_scratch(database, &scratch);
    part.counted_to = calloc(keywords, sizeof *part.counted_to);
    part.lines = calloc(keywords, sizeof *part.lines);
    for (;;) {
        size_t at = __atomic_fetch_add(&next_part, PART, __ATOMIC_RELAXED);
        if (at >= length)
            break;
        size_t start = line_start(at), end = line_start(at + PART);
        part.text = text + start;
        part.length = end - start;
        memset(part.counted_to, 0, keywords * sizeof *part.counted_to);
        if (start < end)
            hs_scan(database, part.text, (unsigned)part.length, 0, scratch, on_match, &part);
    }
    pthread_mutex_lock(&adding);
    for (size_t keyword = 0; keyword < keywords; keyword++)
        total[keyword] += part.lines[keyword];
    pthread_mutex_unlock(&adding);
    return NULL;
}

static void read_keywords(const char *path, const char **pieces, size_t *lengths)
{
    char line[4096];
    FILE *file = fopen(path, "r");
    if (!file)
        perror(path), exit(2);
    while (keywords < MOST && fgets(line, sizeof line, file)) {
        char *longest = NULL;
        line[strcspn(line, "\n")] = 0;
        for (char *piece = strtok(line, "*"); piece; piece = strtok(NULL, "*"))
            if (!longest || strlen(piece) > strlen(longest))
                longest = piece;
        if (longest) {
            pieces[keywords] = strdup(longest);
            lengths[keywords++] = strlen(longest);
        }
    }
    fclose(file);
}

int main(int argc, char **argv)
{
    static const char *pieces[MOST];
    static size_t lengths[MOST];
    static unsigned flags[MOST], ids[MOST];
    hs_compile_error_t *error;
    struct stat data;
    pthread_t threads[64];
    if (argc != 4)
        return fprintf(stderr, "usage: vectorscan KEYWORDS LOG THREADS\n"), 2;
    read_keywords(argv[1], pieces, lengths);
    for (size_t id = 0; id < keywords; id++)
        flags[id] = HS_FLAG_CASELESS, ids[id] = (unsigned)id;
    if (hs_compile_lit_multi(pieces, flags, ids, lengths, (unsigned)keywords, HS_MODE_BLOCK, NULL, &database, &error))
        return fprintf(stderr, "%s\n", error->message), 2;
    int file = open(argv[2], O_RDONLY), number = atoi(argv[3]);
    if (file < 0 || fstat(file, &data))
        return perror(argv[2]), 2;
    length = (size_t)data.st_size;
    text = mmap(NULL, length, PROT_READ, MAP_PRIVATE, file, 0);
    if (text == MAP_FAILED || number < 1 || number > 64)
        return fprintf(stderr, "cannot map the log, or not 1 to 64 threads\n"), 2;
    for (int thread = 0; thread < number; thread++)
        pthread_create(&threads[thread], NULL, count, NULL);
    for (int thread = 0; thread < number; thread++)
        pthread_join(threads[thread], NULL);
    for (size_t keyword = 0; keyword < keywords; keyword++)
        printf("%llu\n", total[keyword]);
    return 0;
}
