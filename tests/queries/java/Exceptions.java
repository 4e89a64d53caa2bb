// Exceptions are logged where nothing catches them: by their text and by the name of their class.
package door;

import java.io.IOException;
import java.util.Objects;

class GateFailure extends RuntimeException {  // >> GateFailure [error exception exception_class]
    GateFailure(String text) {
        super(text);
    }
}

class ReplayedNonce extends GateFailure {  // >> ReplayedNonce [error exception exception_class]
    ReplayedNonce(String text) {
        super(text);
    }
}

class BrokenSeal extends java.io.IOException {  // >> BrokenSeal [error exception exception_class]
}

class BrokenList extends Broken<String> {  // >> BrokenList [error exception exception_class]
}

class Broken<T> extends Exception {  // >> Broken [error exception exception_class]
}

class Door extends Thing<String> {
}

class Exceptions {
    static void fail(String text) {
        throw new GateFailure(text);
    }

    void each(String name, Exception cause) throws Exception {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name is empty: " + name);  // >> name is empty: * [error exception raised_message]
        }
        if (name.equals("a")) {
            throw new java.io.IOException(String.format("name %s is short", name), cause);  // >> name * is short [error exception raised_message]
        }
        if (name.equals("b")) {
            throw (RuntimeException) cause;
        }
        if (name.equals("c")) {
            throw new Exceptions.Inner<String>("inner seal is broken");  // >> inner seal is broken [error exception raised_message]
        }
        Objects.requireNonNull(name, "name is missing");  // >> name is missing [error exception direct_call]
        Preconditions.checkArgument(!name.isEmpty(), "name %s is empty", name);  // >> name * is empty [error exception direct_call]
        fail("signature does not match");  // >> signature does not match [error exception wrapper_call]
        try {
            open(name);
        } catch (java.io.IOException failure) {
            System.err.println("gate does not open");  // >> gate does not open [none stderr direct_call]
        }
    }
}
