/* Sinks and builders of widely used libraries. */
#include <glib.h>
#include <libintl.h>
#include <stdarg.h>
#include <syslog.h>
#include <systemd/sd-journal.h>
#include <zlog.h>

void sinks(zlog_category_t *category, const char *name, int n, va_list values)
{
    g_warning("no theme named %s", name); /* >> no theme named * [warning stderr direct_call] */
    g_log("door", G_LOG_LEVEL_CRITICAL, "key %d is broken", n); /* >> key * is broken [critical stderr direct_call] */
    g_logv("door", G_LOG_LEVEL_WARNING, "lock of %s is rusty", values); /* >> lock of * is rusty [warning stderr direct_call] */
    sd_journal_print(LOG_ERR, "unit %s is masked", name); /* >> unit * is masked [error syslog direct_call] */
    sd_journal_printv(LOG_ALERT, "unit %s has vanished", values); /* >> unit * has vanished [alert syslog direct_call] */
    pam_syslog(pamh, LOG_NOTICE, "guest %s was refused", name); /* >> guest * was refused [notice syslog direct_call] */
    pam_vsyslog(pamh, LOG_ERR, "guest %s was thrown out", values); /* >> guest * was thrown out [error syslog direct_call] */
    psignal(n, "waiter was hit"); /* >> waiter was hit [error stderr direct_call] */
    zlog_error(category, "queue of %s is full", name); /* >> queue of * is full [error file direct_call] */
}

void builders(GString *text, const char *name, int n, va_list values)
{
    syslog(LOG_ERR, "%s", g_strdup_printf("door %d is ajar", n)); /* >> door * is ajar [error syslog direct_call] */
    syslog(LOG_ERR, "%s", g_strdup_vprintf("gate %d is ajar", values)); /* >> gate * is ajar [error syslog direct_call] */
    g_string_printf(text, "guest %s ", name);
    g_string_append_printf(text, "took key %d", n);
    undefined_log_text(text); /* >> guest * took key * [none unknown built_string] */
}

void translations(int n)
{
    syslog(LOG_ERR, gettext("window was forced")); /* >> window was forced [error syslog direct_call] */
    syslog(LOG_ERR, dgettext("door", "cellar was flooded")); /* >> cellar was flooded [error syslog direct_call] */
    syslog(LOG_ERR, ngettext("%d guest is missing", "%d guests are missing", n), n); /* >> * guest is missing [error syslog direct_call] >> * guests are missing [error syslog direct_call] */
    syslog(LOG_ERR, dngettext("door", "%d lamp is out", "%d lamps are out", n), n); /* >> * lamp is out [error syslog direct_call] >> * lamps are out [error syslog direct_call] */
    syslog(LOG_ERR, pgettext("house", "attic is haunted")); /* >> attic is haunted [error syslog direct_call] */
    syslog(LOG_ERR, "kitchen: %s", ngettext("fire went out", "fires went out", n)); /* >> kitchen: fire went out [error syslog direct_call] >> kitchen: fires went out [error syslog direct_call] */
}

/* What answers a peer. */
void answers(GDBusMethodInvocation *call, DBusMessage *message, const char *name, va_list values)
{
    g_dbus_method_invocation_return_error(call, DOOR, 1, "room %s has no key", name); /* >> room * has no key [none client direct_call] */
    g_dbus_method_invocation_return_error_valist(call, DOOR, 1, "room %s has no lamp", values); /* >> room * has no lamp [none client direct_call] */
    g_dbus_method_invocation_return_error_literal(call, DOOR, 1, "room has no 100% linen"); /* >> room has no 100% linen [none client direct_call] */
    dbus_message_new_error(message, "org.example.Door", "room has no door"); /* >> room has no door [none client direct_call] */
    l_dbus_message_new_error(message, "org.example.Door", "room has no %s", name); /* >> room has no * [none client direct_call] */
}

void parts_of_directives(guint64 n)
{
    g_warning("door 0x%04" G_GINT64_MODIFIER "X has no number", n); /* >> door 0x* has no number [warning stderr direct_call] */
}

static void glib_note(int level, const char *format, ...)
{
    char text[200];
    va_list values;
    va_start(values, format);
    g_vsnprintf(text, sizeof text, format, values);
    va_end(values);
    syslog(level, "%s", text);
}

void glib_buffers(const char *name)
{
    char text[200];
    glib_note(LOG_ERR, "bell of %s has rung", name); /* >> bell of * has rung [error syslog wrapper_call] */
    g_snprintf(text, sizeof text, "chain of %s is off", name);
    syslog(LOG_ERR, "%s", text); /* >> chain of * is off [error syslog built_string] */
}

/* An error tells something, and whoever prints it tells it again. */
static gboolean unlock(const char *name, GError **error)
{
    if (!name) {
        g_set_error(error, DOOR, 1, "unhinged"); /* >> unhinged [error unknown direct_call] */
        return FALSE;
    }
    g_set_error_literal(error, DOOR, 2, "jammed"); /* >> jammed [error unknown direct_call] */
    g_prefix_error(error, "deadlock: "); /* >> deadlock: [error unknown direct_call] */
    return FALSE;
}

static GError *made(GError *other)
{
    return other ? g_error_copy(other) : g_error_new(DOOR, 3, "%s%d", "bolted", 2); /* >> bolted* [error unknown direct_call] */
}

void errors(GDBusMethodInvocation *call, GError **result)
{
    GError *error = NULL;
    GError *other = g_error_new_literal(DOOR, 4, "splintered"); /* >> splintered [error client direct_call] */
    GError *third = NULL;
    if (!unlock("door", &error))
        syslog(LOG_ERR, "key does not turn: %s", error->message); /* >> key does not turn: unhinged [error syslog built_string] >> key does not turn: deadlock: jammed [error syslog built_string] */
    error = made(other);
    syslog(LOG_ERR, "bolt is bent: %s", error->message); /* >> bolt is bent: splintered [error syslog returned_string] >> bolt is bent: bolted* [error syslog returned_string] */
    g_propagate_error(&third, other);
    syslog(LOG_ERR, "door is shut: %s", third->message); /* >> door is shut: splintered [error syslog built_string] */
    g_dbus_method_invocation_return_gerror(call, other); /* >> splintered [error client direct_call] */
}

int bus_errors(DBusError *error, sd_bus_error *other, sd_bus_message *message, const char *name)
{
    dbus_set_error(error, "org.example.Door", "%s%s", "gone", name); /* >> gone* [error unknown direct_call] */
    syslog(LOG_ERR, "bell: %s", error->message); /* >> bell: gone* [error syslog built_string] */
    sd_bus_error_set(other, "org.example.Door", "stuck"); /* >> stuck [error unknown direct_call] */
    syslog(LOG_ERR, "knob: %s", other->message); /* >> knob: stuck [error syslog built_string] */
    return sd_bus_reply_method_errorf(message, "org.example.Door", "door of %s is locked", name); /* >> door of * is locked [none client direct_call] */
}
