// Fluent calls: the level is said first, the text last. SLF4J and Log4j 2 write {}, Flogger writes %s.
package door;

import com.google.common.flogger.FluentLogger;
import org.apache.logging.log4j.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class FluentLoggers {
    private static final Logger slf = LoggerFactory.getLogger(FluentLoggers.class);
    private static final org.apache.logging.log4j.Logger four = LogManager.getLogger();
    private static final FluentLogger flogger = FluentLogger.forEnclosingClass();

    void braces(String name, Exception cause) {
        four.atFatal().withThrowable(cause).log("vault of {} was emptied", name);  // >> vault of * was emptied [critical syslog direct_call]
        slf.atError().setMessage("vault door is bent").log();  // >> vault door is bent [error syslog direct_call]
        slf.atWarn().addKeyValue("who", name).log("vault is half empty");  // >> vault is half empty [warning syslog direct_call]
        slf.atInfo().log("vault was opened by {}", name);  // >> vault was opened by * [info syslog direct_call]
        slf.atTrace().log("vault is quiet");  // >> vault is quiet [debug syslog direct_call]
        slf.atLevel(Level.ERROR).log("vault fan has stopped");  // >> vault fan has stopped [none syslog direct_call]
    }

    void percent(String name, Exception cause) {
        flogger.atSevere().withCause(cause).log("safe of %s was drilled", name);  // >> safe of * was drilled [error syslog direct_call]
        flogger.atWarning().log("safe is %d%% full", 9);  // >> safe is *% full [warning syslog direct_call]
        flogger.atFine().log("safe ticks");  // >> safe ticks [debug syslog direct_call]
    }

    void nothingToSay(String name) {
        slf.atError().log("{}", name);
        slf.atError().addKeyValue("number of the safe", name);
        flogger.atSevere().log(name);
    }
}
