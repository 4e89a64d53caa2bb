# Sinks of the standard library and of widely used logging libraries.
require "logger"
require "syslog"

log = Logger.new($stdout)

def each(name, other)
  other.inform "nothing is known of the other"
  Gate.logger.error "lost peer #{name}" # >> lost peer * [error syslog direct_call]
  Gate.logger.warn("odd reply of #{name}") # >> odd reply of * [warning syslog direct_call]
  logger.fatal "disk is full" # >> disk is full [critical syslog direct_call]
  @logger.unknown("nobody knows") # >> nobody knows [none syslog direct_call]
  self.logger.warning "weak cipher in use" # >> weak cipher in use [warning syslog direct_call]
  config.logger&.info "plain text" # >> plain text [info syslog direct_call]
  $log.trace "went through here" # >> went through here [debug syslog direct_call]
  logger.error { "late text of #{name}" } # >> late text of * [error syslog direct_call]
  logger.error do # >> late text, long [error syslog direct_call]
    count(name)
    "late text, long"
  end
  logger.error("the program") { "text behind its name" } # >> text behind its name [error syslog direct_call]
  logger.emerg "house is on fire" # >> house is on fire [emergency syslog direct_call]
  @logger.crit("roof is gone") # >> roof is gone [critical syslog direct_call]
  logger.add(Logger::WARN, "went mad") # >> went mad [warning syslog direct_call]
  logger.add(Logger::FATAL) { "went madder" } # >> went madder [critical syslog direct_call]
  logger.log(:info, "went away") # >> went away [info syslog direct_call]
  Gate.logger.send(:warn, "attack on #{name}") # >> attack on * [warning syslog direct_call]
  logger.public_send(:error, "went back") # >> went back [error syslog direct_call]
  logger.__send__(:debug, "went round") # >> went round [debug syslog direct_call]
  other.send(:warn, "nothing is known of that one")
  logger.tagged("gate") { logger.info "came back" } # >> came back [info syslog direct_call]
  Syslog.log(Syslog::LOG_ALERT, "door %s is open", name) # >> door * is open [alert syslog direct_call]
  Syslog.err("%d doors are open", name) # >> * doors are open [error syslog direct_call]
  Syslog.open("gate") { |syslog| syslog.crit "gate is gone" } # >> gate is gone [critical syslog direct_call]
  warn "cannot bind" # >> cannot bind [warning stderr direct_call]
  Kernel.warn "cannot listen" # >> cannot listen [warning stderr direct_call]
  $stderr.puts "cannot read" # >> cannot read [none stderr direct_call]
  STDERR.print "cannot write" # >> cannot write [none stderr direct_call]
  STDERR.printf("cannot open %s", name) # >> cannot open * [none stderr direct_call]
  $stdout.puts "hello to the world" # >> hello to the world [none unknown direct_call]
  puts "hello there" # >> hello there [none unknown direct_call]
  printf "hello %s, and good bye\n", name # >> hello *, and good bye [none unknown direct_call]
  abort "config is broken" if name.nil? # >> config is broken [error stderr direct_call]
end

def nothing_to_say(name)
  logger.error name
  logger.error "a #{name}"
  connection.execute "select name from users"
end

log.error "server is down" # >> server is down [error syslog direct_call]

# A stream or logger that may be given, or else is one of the language's own.
class Printer
  def initialize(options)
    @stream = options[:stream] || $stderr
    @paper = options[:paper] || Logger.new("paper")
  end

  def jam
    @stream.puts "the printer is jammed" # >> the printer is jammed [none stderr direct_call]
    @paper.error "the paper is torn" # >> the paper is torn [error syslog direct_call]
  end
end
