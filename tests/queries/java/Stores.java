// Texts that are kept in a field and printed elsewhere.
package door;

import java.util.logging.Logger;

class Stores {
    private static final Logger LOGGER = Logger.getLogger("stores");
    private String trouble;
    private String greeting;

    void fill(int sacks) {
        if (sacks < 0) {
            trouble = "store was robbed";  // >> store was robbed [error syslog built_string]
        } else if (sacks > 9) {
            this.trouble = "store holds " + sacks + " sacks";  // >> store holds * sacks [error syslog built_string]
        }
        this.greeting = "good day to you";
    }

    void report() {
        LOGGER.severe(this.trouble);
    }
}

class OtherStore {
    private String trouble;

    void fill() {
        this.trouble = "other store has no trouble";
    }
}
