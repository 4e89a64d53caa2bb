// Error classes that carry their text themselves: what they hand to their base, keep, or give.
package door;

class WellException extends RuntimeException {  // >> WellException [error exception exception_class]
    WellException(String text) {
        super("well: " + text);  // >> well: * [error exception raised_message]
    }

    WellException(String text, int code) {
        this(text);
    }
}

class DryWell extends WellException {  // >> DryWell [error exception exception_class]
    DryWell(int depth) {
        super("well is dry at " + depth);  // >> well is dry at * [error exception raised_message]
    }
}

class FoulWell extends WellException {  // >> FoulWell [error exception exception_class]
    private static final String DETAIL = "well is foul for now";  // >> well is foul for now [error exception exception_class]

    FoulWell() {
        super(DETAIL, 7);  // >> well is foul for now [error exception raised_message]
    }

    @Override
    public String getMessage() {
        return "well smells of " + smell();  // >> well smells of * [error exception exception_class]
    }
}

// Not an error: its texts are its own affair.
class Bucket extends Thing {
    private static final String DETAIL = "bucket has a hole";

    Bucket() {
        super("bucket of that size");
    }

    public String getMessage() {
        return "bucket is here";
    }
}

class Drawing {
    void draw(int depth, Result result) {
        if (depth > 9) {
            throw new DryWell(depth);
        }
        if (depth > 8) {
            throw new WellException("rope is too short");  // >> rope is too short [error exception raised_message]
        }
        result.fail(new IllegalStateException("rope has a knot"));  // >> rope has a knot [error exception raised_message]
        if (depth > 7) {
            throw made("rope is gone");  // >> rope is gone [error exception wrapper_call]
        }
    }

    private WellException made(String text) {
        return new WellException(text);
    }
}
