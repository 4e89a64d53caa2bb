// Methods that are handed over, suppliers, constructors that choose.
package door;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Logger;

class Handlers {
    private static final Logger LOGGER = Logger.getLogger("handlers");

    Handlers(int kind) {
        switch (kind) {
            case 1 -> LOGGER.info("made of oak");  // >> made of oak [info syslog direct_call]
            default -> LOGGER.info("made of ash");  // >> made of ash [info syslog direct_call]
        }
    }

    private static void warn(String text) {
        LOGGER.warning(text);
    }

    private static void tell(Consumer<String> how, String text) {
        how.accept(text);
    }

    private void answer(Consumer<String> how) {
        how.accept("answer came late");  // >> answer came late [warning syslog wrapper_call]
    }

    void each(String name, java.sql.Statement statement) throws Exception {
        tell(Handlers::warn, "question is too long");  // >> question is too long [warning syslog wrapper_call]
        answer(Handlers::warn);
        LOGGER.severe(() -> "question of " + name + " is lost");  // >> question of * is lost [error syslog direct_call]
        Supplier<String> late = () -> "select question from answers";
        statement.execute(late.get());
        statement.setString(1, "who asks what");
        handler.onError("no answer");  // >> no answer [error unknown direct_call]
    }
}

// A variable that is called like a method holds no method, and is no field of other objects.
class Courier {
    private String path;

    void path(String path) {
        this.path = path;
    }

    void go() {
        throw new IllegalStateException("Bad path " + path);  // >> Bad path * [error exception raised_message]
    }

    String shorter(String path) {
        String info = path;
        return info.substring(1);
    }

    void each(String name) {
        log.info("courier {} is here", name);  // >> courier * is here [info syslog direct_call]
        Consumer<String> how = Handlers::warn;
        how.accept("courier is tired");  // >> courier is tired [warning syslog wrapper_call]
    }
}
