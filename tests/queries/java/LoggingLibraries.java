// Loggers of the standard library and of logging libraries, as fields, by the call that gets them.
package door;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

class LoggingLibraries {
    private static final Logger jul = Logger.getLogger("door");
    private static final org.slf4j.Logger slf = LoggerFactory.getLogger(LoggingLibraries.class);
    private static final org.apache.logging.log4j.Logger four = LogManager.getLogger();
    private static final Log commons = LogFactory.getLog(LoggingLibraries.class);
    private static final System.Logger system = System.getLogger("door");
    private final Logger own;

    LoggingLibraries() {
        this.own = Logger.getLogger("own");
    }

    void standard(String name, int count) {
        jul.severe("lock was forced");  // >> lock was forced [error syslog direct_call]
        jul.warning("lock of " + name + " is loose");  // >> lock of * is loose [warning syslog direct_call]
        jul.fine("key turned");  // >> key turned [debug syslog direct_call]
        jul.log(Level.SEVERE, "key {0} of {1} is copied", new Object[] {name, count});  // >> key * of * is copied [error syslog direct_call]
        jul.logp(Level.WARNING, "Door", "open", "hinge is worn");  // >> hinge is worn [warning syslog direct_call]
        own.info("door is painted");  // >> door is painted [info syslog direct_call]
        this.own.config("door is planed");  // >> door is planed [debug syslog direct_call]
        Logger.getLogger("other").warning("other door is open");  // >> other door is open [warning syslog direct_call]
        system.log(System.Logger.Level.ERROR, "bolt {0} is missing", name);  // >> bolt * is missing [error syslog direct_call]
        jul.log(new java.util.logging.LogRecord(Level.WARNING, "record {0} is broken"));  // >> record * is broken [warning syslog direct_call]
        jul.info(() -> "supplied by " + name);  // >> supplied by * [info syslog direct_call]
    }

    void libraries(String name, Exception cause) {
        slf.error("user {} is locked out: {}", name, cause.getMessage(), cause);  // >> user * is locked out: * [error syslog direct_call]
        slf.trace("entered");  // >> entered [debug syslog direct_call]
        slf.atError().setCause(cause).log("fluent {} failed", name);  // >> fluent * failed [error syslog direct_call]
        slf.atWarn().log("fluent warning");  // >> fluent warning [warning syslog direct_call]
        four.fatal("cannot go on");  // >> cannot go on [critical syslog direct_call]
        four.log(org.apache.logging.log4j.Level.WARN, "odd bolt {}", name);  // >> odd bolt * [warning syslog direct_call]
        four.printf(org.apache.logging.log4j.Level.INFO, "used %d%%", 3);  // >> used *% [info syslog direct_call]
        commons.debug("commons said " + name);  // >> commons said * [debug syslog direct_call]
    }

    void overloads(String name, Exception cause, org.slf4j.Marker marker) {
        jul.log(Level.WARNING, cause, () -> "late text of " + name);  // >> late text of * [warning syslog direct_call]
        slf.error(marker, "marked text of {}", name);  // >> marked text of * [error syslog direct_call]
        slf.error(String.format(java.util.Locale.ROOT, "local text of %s", name));  // >> local text of * [error syslog direct_call]
    }

    void streams(String name) {
        System.err.println("cannot bind " + name);  // >> cannot bind * [none stderr direct_call]
        System.err.printf("cannot listen on %s%n", name);  // >> cannot listen on * [none stderr direct_call]
        System.out.println("hello there");  // >> hello there [none unknown direct_call]
        System.out.printf("hello to %s%n", name);  // >> hello to * [none unknown direct_call]
        System.console().printf("tell the word to %s: ", name);  // >> tell the word to *: [none unknown direct_call]
    }

    void nothingToSay(String name, Exception cause, java.sql.Statement statement) throws Exception {
        slf.error("{}", name);
        slf.error(name, cause);
        cause.printStackTrace();
        statement.execute("select name from users");
    }
}

/** Texts in annotations, each of the method below it. */
@MessageLogger(projectCode = "DOOR")
interface Texts {
    @LogMessage(level = Level.WARN)  // >> hatch * is open [warning syslog direct_call]
    @Message(id = 1, value = "hatch %s is open")
    void hatch(String name);

    @LogMessage  // >> hatch is stuck [none syslog direct_call]
    @Message("hatch is stuck")
    void stuck();

    @Message(id = 2)
    void nothing();
}
