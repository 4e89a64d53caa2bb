/* The last resort: functions whose bodies are not here, or do not show how they print. */
#include <stdarg.h>

/* Tables that are handed over whole. */
static const struct { int code; const char *text; } lock_errors[] = {
    /* Each entry is a message, where it stands. */
    { 1, "lock has no key" }, /* >> lock has no key [error unknown error_table] */
    { 2, "lock is frozen" }, /* >> lock is frozen [error unknown error_table] */
};
static const struct { const char *word; int code; } lock_words[] = { { "open", 1 }, { "shut", 2 } };

void of_elsewhere(int n, const char *name, void *db)
{
    lib_log_error(n, "bolt of %s is bent", name); /* >> bolt of * is bent [error unknown direct_call] */
    lib_warn("bolt is loose"); /* >> bolt is loose [warning unknown direct_call] */
    lib_report(LIB_CRIT, "bolt has gone"); /* >> bolt has gone [critical unknown direct_call] */
    lib_load_error_strings(lock_errors);
    lib_load_error_words(lock_words);
    lib_set_option("bolt of the door", name);
    lib_query(db, "select bolt from doors");
    lib_log_open("bolts");
    lib_catalog("bolt and nut");
}

struct sheet { char *end; };

/* What it does with its format is hidden; its name and its `...` speak for it. */
void sheet_log(struct sheet *sheet, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    sheet->end = lib_format(sheet->end, format, values);
    va_end(values);
}

void sheet_put(struct sheet *sheet, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    sheet->end = lib_format(sheet->end, format, values);
    va_end(values);
}

void of_here(struct sheet *sheet, const char *name)
{
    sheet_log(sheet, "nail of %s is crooked", name); /* >> nail of * is crooked [none unknown wrapper_call] */
    sheet_put(sheet, "nail of %s is straight", name);
}

/* So it is where a function is called like a level, and goes through its format on the way. */
void fence_info(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    if (*format == '@')
        format = lib_skip(format);
    fence_end = lib_format(fence_end, format, values);
    va_end(values);
}

void of_fences(int n)
{
    fence_info("@post %d leans", n); /* >> @post * leans [info unknown wrapper_call] */
}

/* Macros that hand on what they are given to a function that is known by name alone. */
#define log_knock(level, format, args...) do { if ((level) <= loudest) knock_log_from(__func__, format, level, ##args); } while (0)
#define KNOCK(...) knock_log(__VA_ARGS__)

void knocks(int n, const char *who)
{
    log_knock(LOG_ERR, "knock was forged by %d", n); /* >> knock was forged by * [error unknown macro_call] */
    KNOCK(LOG_WARNING, "knock was repeated by %s", who); /* >> knock was repeated by * [warning unknown direct_call] */
    log_knock(LOG_ERR, "knock", n); /* >> knock [error unknown macro_call] */
}

/* Functions that are called like a level, and do not give the text back. */
void shop_alert(struct sheet *sheet, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    sheet->end = lib_format(sheet->end, format, values);
    va_end(values);
}

const char *alert_text(const char *format, ...)
{
    static char text[100];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    return text;
}

void alerts(struct sheet *sheet, const char *who)
{
    shop_alert(sheet, "till of %s is empty", who); /* >> till of * is empty [alert unknown wrapper_call] */
    alert_text("till of %s is full", who);
}

/* So do those that are nearly called like one that reports errors. */
void glog(struct sheet *sheet, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    sheet->end = lib_format(sheet->end, format, values);
    va_end(values);
}

int errhints(struct sheet *sheet, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    sheet->end = lib_format(sheet->end, format, values);
    va_end(values);
    return 0;
}

const char *logline(const char *format, ...)
{
    static char text[100];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    return text;
}

void near(struct sheet *sheet, const char *who)
{
    glog(sheet, "glass of %s is broken", who); /* >> glass of * is broken [none unknown wrapper_call] */
    errhints(sheet, "sweep behind %s", who); /* >> sweep behind * [none unknown wrapper_call] */
    logline("glass of %s is whole", who);
}

/* A macro that hands its further arguments on to one that is not in the tree leaves it to its callers which is the text. */
#define buoy_warning(buoy, ...) do { struct buoy *it = (buoy); far_buoy_warning(it, __FILE__, __VA_ARGS__); } while (0)

void by_a_macro_around_it(struct buoy *buoy)
{
    buoy_warning(buoy, "buoy %d drifts", buoy->number); /* >> buoy * drifts [warning unknown direct_call] */
}
