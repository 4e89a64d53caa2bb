// Methods that pass a text on, constructors and lambdas that print.
package door;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

class Wrappers {
    private static final Logger LOGGER = Logger.getLogger(Wrappers.class.getName());

    Wrappers(int kind) {
        switch (kind) {
            case 1:
                LOGGER.info("kind is one");  // >> kind is one [info syslog direct_call]
                break;
            default:
                LOGGER.info("kind is other");  // >> kind is other [info syslog direct_call]
        }
    }

    private void warn(String text) {
        LOGGER.warning("door: " + text);  // >> door: * [warning syslog direct_call]
    }

    private static void tell(Level level, String text, Object... values) {
        LOGGER.log(level, text, values);
    }

    private void say(String format, Object... values) {
        warn(String.format(format, values));
    }

    void each(String name, List<String> names) {
        warn("lock is old");  // >> lock is old [warning syslog wrapper_call]
        this.warn("lock is older");  // >> lock is older [warning syslog wrapper_call]
        Wrappers.tell(Level.SEVERE, "lock {0} was picked", name);  // >> lock * was picked [error syslog wrapper_call]
        say("lock %s has rust", name);  // >> lock * has rust [warning syslog wrapper_call]
        names.forEach(one -> LOGGER.severe("lock of " + one + " is gone"));  // >> lock of * is gone [error syslog direct_call]
        names.forEach((one) -> {
            LOGGER.severe("lock is broken");  // >> lock is broken [error syslog direct_call]
        });
        new Thread(new Runnable() {
            @Override
            public void run() {
                LOGGER.severe("watch has ended");  // >> watch has ended [error syslog direct_call]
            }
        }).start();
    }
}

enum Alarm {
    LOUD;

    private static final Logger LOGGER = Logger.getLogger("alarm");

    void ring() {
        LOGGER.severe("alarm rings");  // >> alarm rings [error syslog direct_call]
    }
}

record Visit(String name) {
    private static final Logger LOGGER = Logger.getLogger("visit");

    Visit {
        LOGGER.severe("visitor has no name");  // >> visitor has no name [error syslog direct_call]
    }
}

interface Bell {
    Logger LOGGER = Logger.getLogger("bell");

    default void ring() {
        LOGGER.severe("bell is stuck");  // >> bell is stuck [error syslog direct_call]
    }
}

class Peephole {
    private static final Logger LOGGER = Logger.getLogger("peephole");
    int err;

    void severe(String text) {
        LOGGER.log(Level.SEVERE, "peephole {0}", text);  // >> peephole * [error syslog direct_call]
    }

    int code() {
        return 1;
    }

    void look(Peephole other) {
        this.err = other.code();
        severe("glass was broken");  // >> glass was broken [error syslog wrapper_call]
        LOGGER.severe("glass is gone");  // >> glass is gone [error syslog direct_call]
        System.err.println("glass is dirty");  // >> glass is dirty [none stderr direct_call]
    }
}

class Mailbox {
    private static final Logger log = Logger.getLogger("mailbox");

    static void log(Level level, String text) {
        log.log(level, text);
    }

    void open() {
        log(Level.SEVERE, "letter was opened");  // >> letter was opened [error syslog wrapper_call]
    }
}
