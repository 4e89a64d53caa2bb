#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"

static void set(struct config *out, const char *name, const char *value, int line)
{
    if (strcmp(name, "port") == 0)
        out->port = atoi(value);
    else if (strcmp(name, "quota") == 0)
        out->quota = atol(value);
    else if (strcmp(name, "spool") == 0)
        snprintf(out->spool, sizeof out->spool, "%s", value);
    else if (strcmp(name, "key") == 0)
        snprintf(out->key, sizeof out->key, "%s", value);
    else if (strcmp(name, "log") == 0)
        snprintf(out->log, sizeof out->log, "%s", value);
    else
        log_msg(LOG_WARNING, "unknown setting '%s' in line %d of the configuration", name, line);
}

void config_read(const char *path, struct config *out)
{
    char line[256], name[64], value[128];
    *out = (struct config){2525, 65536, "spool", "key", ""};
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        log_msg(LOG_NOTICE, "configuration %s is missing, using defaults", path);
        return;
    }
    for (int number = 1; fgets(line, sizeof line, file); number++) {
        if (line[0] == '#' || line[0] == '\n')
            continue;
        if (sscanf(line, "%63s %127s", name, value) == 2)
            set(out, name, value, number);
        else
            LOG_ERROR("line %d of the configuration has no value", number);
    }
    fclose(file);
}
