/* The settings file: one `name value` a line, `#` begins a comment. */
#ifndef LETTERBOX_CONFIG_H
#define LETTERBOX_CONFIG_H

struct config {
    int port;
    long quota;
    char spool[128];
    char key[128];
    char log[128];
};

void config_read(const char *path, struct config *out);

#endif
