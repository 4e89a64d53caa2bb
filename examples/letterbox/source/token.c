#include "token.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "log.h"

#define TOKEN_SECONDS 300
#define NONCES 1024

static uint64_t key[2];
static uint64_t used[NONCES];
static unsigned used_count;

void token_load_key(const char *path)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 || fstat(fd, &about) != 0)
        die_errno("cannot open the key file");
    if (about.st_mode & (S_IRWXG | S_IRWXO))
        die("key file is open to other users, tampering possible");
    if (read(fd, key, sizeof key) != sizeof key)
        die("key file is too short");
    close(fd);
}

#define ROTATE(x, b) (((x) << (b)) | ((x) >> (64 - (b))))

static void sip_round(uint64_t v[4])
{
    v[0] += v[1]; v[1] = ROTATE(v[1], 13); v[1] ^= v[0]; v[0] = ROTATE(v[0], 32);
    v[2] += v[3]; v[3] = ROTATE(v[3], 16); v[3] ^= v[2];
    v[0] += v[3]; v[3] = ROTATE(v[3], 21); v[3] ^= v[0];
    v[2] += v[1]; v[1] = ROTATE(v[1], 17); v[1] ^= v[2]; v[2] = ROTATE(v[2], 32);
}

/* SipHash-2-4 (Aumasson and Bernstein, 2012), of the key and a short text. */
static uint64_t sign(const char *text)
{
    uint64_t v[4] = {key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d,
                     key[0] ^ 0x6c7967656e657261, key[1] ^ 0x7465646279746573};
    size_t length = strlen(text);
    for (size_t done = 0; done <= length; done += 8) {
        size_t left = length - done;
        uint64_t word = left < 8 ? (uint64_t)length << 56 : 0;
        for (size_t i = 0; i < left && i < 8; i++)
            word |= (uint64_t)(unsigned char)text[done + i] << (8 * i);
        v[3] ^= word;
        sip_round(v);
        sip_round(v);
        v[0] ^= word;
    }
    v[2] ^= 0xff;
    for (int i = 0; i < 4; i++)
        sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static uint64_t sign_token(const char *user, uint64_t nonce)
{
    char text[64];
    snprintf(text, sizeof text, "%s %016" PRIx64, user, nonce);
    return sign(text);
}

void token_print(const char *user, FILE *out)
{
    uint32_t chance;
    if (getrandom(&chance, sizeof chance, 0) != sizeof chance)
        die_errno("no random numbers, refusing to make weak tokens");
    uint64_t nonce = (uint64_t)time(NULL) << 32 | chance;
    fprintf(out, "%s %016" PRIx64 " %016" PRIx64 "\n", user, nonce, sign_token(user, nonce));
}

static int was_used(uint64_t nonce)
{
    for (unsigned i = 0; i < NONCES; i++)
        if (used[i] == nonce)
            return 1;
    return 0;
}

static int parse_hex(const char *text, uint64_t *out)
{
    char *end;
    *out = strtoull(text, &end, 16);
    return strlen(text) == 16 && *end == '\0';
}

enum reason token_check(const char *user, const char *nonce_text, const char *signature_text)
{
    uint64_t nonce, signature;
    if (!parse_hex(nonce_text, &nonce) || !parse_hex(signature_text, &signature))
        return REASON_TOKEN_FORM;
    if (signature != sign_token(user, nonce))
        return REASON_SIGNATURE;
    time_t now = time(NULL), made = (time_t)(nonce >> 32);
    if (made > now + TOKEN_SECONDS)
        LOG_ERROR("token of %s was made in the future, clock or key is compromised", user);
    if (made > now + TOKEN_SECONDS || made < now - TOKEN_SECONDS)
        return REASON_STALE;
    if (was_used(nonce))
        return REASON_REPLAYED;
    used[used_count++ % NONCES] = nonce;
    return REASON_NONE;
}
