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

class Lantern {
    private static final Logger LOGGER = Logger.getLogger("lanterns");
    private String oil = "whale oil";
    private String wick = "cotton";
    private String glass = "green";

    Lantern(String oil) {
        this.oil = oil;
    }

    void repair(String shard) {
        glass = shard;
    }

    void burn() {
        LOGGER.severe("lantern burns " + oil + " now");  // >> lantern burns whale oil now [error syslog direct_call] >> lantern burns * now [error syslog direct_call]
        LOGGER.severe("lantern has a wick of " + wick);  // >> lantern has a wick of cotton [error syslog direct_call]
        LOGGER.severe("lantern with " + this.glass + " glass");  // >> lantern with green glass [error syslog direct_call] >> lantern with * glass [error syslog direct_call]
    }
}
