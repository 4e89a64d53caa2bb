// Loggers that are known by their names alone: what annotations add, what a base class keeps.
package door;

class LikelyLoggers extends Elsewhere {
    void each(String name) {
        log.error("peer {} was lost", name);  // >> peer * was lost [error syslog direct_call]
        LOGGER.warnf("peer %s is slow", name);  // >> peer * is slow [warning syslog direct_call]
        logger.infov("peer {0} is back", name);  // >> peer * is back [info syslog direct_call]
        log.logv(Level.WARN, "peer {0} is early", name);  // >> peer * is early [warning syslog direct_call]
        getLog().warn("peer is silent");  // >> peer is silent [warning syslog direct_call]
        this.logger.errorf("peer %s is gone", name);  // >> peer * is gone [error syslog direct_call]
        handler.reportError("seal {} of {} is broken", name, handler);  // >> seal * of * is broken [error unknown direct_call]
        handler.reportError("seal %s of %d is torn", name, 4);  // >> seal * of * is torn [error unknown direct_call]
        log.error("used to 50%" + name.length());  // >> used to 50%* [error syslog direct_call]
        handler.reportError("peer has no key");  // >> peer has no key [error unknown direct_call]
    }
}
