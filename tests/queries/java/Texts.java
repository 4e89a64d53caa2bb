// How texts are written and built.
package door;

import static door.Words.PREFIX_OF_GATE;

import java.text.MessageFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class Texts {
    private static final Logger LOG = LoggerFactory.getLogger(Texts.class);
    private static final String PREFIX = "gate: ";
    private static final String[] REPLIES = {"quota exceeded", "account locked"};

    void each(String name, int count, boolean open) {
        LOG.info(PREFIX + "door of " + name);  // >> gate: door of * [info syslog direct_call]
        LOG.info(Texts.PREFIX + "window");  // >> gate: window [info syslog direct_call]
        LOG.info(("over "  // >> over lines [info syslog direct_call]
            + "lines"));
        LOG.info(  // >> block of "text" [info syslog direct_call]
            """
            block of "text"
            """);
        LOG.info("tab\there");  // >> tab*here [info syslog direct_call]
        LOG.info(String.format("used %d of %s", count, name));  // >> used * of * [info syslog direct_call]
        LOG.info(MessageFormat.format("user {0} at {1}", name, count));  // >> user * at * [info syslog direct_call]
        LOG.info(Strings.lenientFormat("door %s of %s", name, count));  // >> door * of * [info syslog direct_call]
        LOG.info(LogMessage.format("window %s is open", name));  // >> window * is open [info syslog direct_call]
        LOG.info(LogMessage.of(() -> "roof over " + name));  // >> roof over * [info syslog direct_call]
        LOG.info(this.messages.getMessage("door.stuck", "door is stuck"));  // >> door is stuck [info syslog direct_call]
        LOG.info(messages.getMessage("door.torn", new Object[] {name}, "door of {0} is torn"));  // >> door of * is torn [info syslog direct_call]
        LOG.info("door %s is ajar".formatted(name));  // >> door * is ajar [info syslog direct_call]
        LOG.info(String.valueOf("value of text"));  // >> value of text [info syslog direct_call]
        LOG.info((String) "cast text");  // >> cast text [info syslog direct_call]
        LOG.info(java.util.Objects.requireNonNullElse("text of that name", name));  // >> text of that name [info syslog direct_call]
        LOG.info(/* not "this" */ "text behind a comment");  // >> text behind a comment [info syslog direct_call]
        LOG.info("trimmed text ".trim());  // >> trimmed text [info syslog direct_call]
        LOG.info(open ? "door open" : "door shut");  // >> door open [info syslog direct_call] >> door shut [info syslog direct_call]
        LOG.error(REPLIES[count]);  // >> quota exceeded [error syslog error_table] >> account locked [error syslog error_table]
        LOG.error(new String[] {"first entry", "second entry"}[count]);  // >> first entry [error syslog error_table] >> second entry [error syslog error_table]
        String message = "first part";
        message += ", second part";
        LOG.info(message);  // >> first part, second part [info syslog built_string]
    }

    void chains(String name) {
        StringBuilder text = new StringBuilder("head of door ");
        text.append("of ").append(name);
        text.append(" is heavy");
        LOG.info(text.toString());  // >> head of door of * is heavy [info syslog built_string]
        LOG.info(new StringBuilder("tail of ").append(name).append(" is light").toString());  // >> tail of * is light [info syslog direct_call]
    }

    void ways(String name, int count) {
        String text;
        if (count > 1) {
            text = "many doors";
        } else {
            text = "no door";
        }
        LOG.warn(text);  // >> many doors [warning syslog direct_call] >> no door [warning syslog direct_call]
        switch (count) {
            case 1:
                text = "front door";
                break;
            default:
                text = "back door";
        }
        LOG.warn(text);  // >> front door [warning syslog direct_call] >> back door [warning syslog direct_call]
        switch (count) {
            case 1 -> text = "left wing";
            default -> text = "right wing";
        }
        LOG.warn(text);  // >> left wing [warning syslog direct_call] >> right wing [warning syslog direct_call]
        String chosen = switch (count) {
            case 1 -> "upper hinge";
            default -> {
                yield "lower hinge";
            }
        };
        LOG.warn(chosen);  // >> upper hinge [warning syslog direct_call] >> lower hinge [warning syslog direct_call]
        LOG.warn(reason(count));  // >> key is bent [warning syslog returned_string] >> key is lost [warning syslog returned_string]
    }

    String format(String text) {
        return text;
    }

    void own(String name) {
        LOG.info(String.format("own format of %s", name));  // >> own format of * [info syslog direct_call]
        LOG.info(format("own text of it"));  // >> own text of it [info syslog returned_string]
    }

    String reason(int count) {
        switch (count) {
            case 1:
                return "key is bent";
            default:
                return "key is lost";
        }
    }
}
