/* Where a text goes, where an argument says so: a stream, a descriptor. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define CONSOLE stderr

struct door { FILE *log; int fd; };

void by_name(struct door *door, FILE *report, FILE *door_log, int fd)
{
    fputs("hinge has rust\n", stderr); /* >> hinge has rust [none stderr direct_call] */
    fputs("hinge is oiled\n", CONSOLE); /* >> hinge is oiled [none stderr direct_call] */
    fputs("hinge is bent\n", door_log); /* >> hinge is bent [none file direct_call] */
    fputs("hinge is worn\n", door->log); /* >> hinge is worn [none file direct_call] */
    fputs("hinge is there\n", report); /* >> hinge is there [none unknown direct_call] */
    write(STDERR_FILENO, "latch has rust\n", 15); /* >> latch has rust [none stderr direct_call] */
    write(door->fd, "latch is bent\n", 14); /* >> latch is bent [none unknown direct_call] */
}

/* A parameter is the caller's to say. */
static void say(FILE *to, const char *text)
{
    fprintf(to, "%s\n", text);
}

static void put(int fd, const char *text)
{
    write(fd, text, strlen(text));
}

static void put_all(int fd, const char *text)
{
    put(fd, text);
}

void by_parameter(int client, FILE *log)
{
    say(stderr, "knob fell off"); /* >> knob fell off [none stderr wrapper_call] */
    say(log, "knob was turned"); /* >> knob was turned [none file wrapper_call] */
    put_all(2, "knob is loose"); /* >> knob is loose [none stderr wrapper_call] */
    put_all(client, "knob is cold"); /* >> knob is cold [none client wrapper_call] */
    put_all(0, "knob is warm"); /* >> knob is warm [none client wrapper_call] */
}

/* A message that goes to several places is shown with the best of them. */
static void say_twice(const char *text)
{
    fprintf(stdout, "%s\n", text);
    fprintf(stderr, "%s\n", text);
}

void by_both(void)
{
    say_twice("chain is too short"); /* >> chain is too short [none stderr wrapper_call] */
}
