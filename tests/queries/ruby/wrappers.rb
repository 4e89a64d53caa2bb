# The program's own functions that log, and what functions return.
module Util
  LIMIT_TEXT = "too many of them".freeze

  def self.report(level, text)
    $stderr.puts "#{Time.now} #{level}: #{text}"
  end

  def say(text)
    logger.error(text)
  end
end

class Base
  def note(text, detail: nil)
    logger.warn "base: #{text}" # >> base: * [warning syslog direct_call]
  end

  def reason
    "nothing was said"
  end
end

class Door < Base
  include Util
  attr_accessor :state

  def open(name)
    Util.report(:error, "door fell off") # >> door fell off [error stderr wrapper_call]
    say "door sings" # >> door sings [error syslog wrapper_call]
    note "door creaks", detail: name # >> door creaks [warning syslog wrapper_call]
    note text_of(1) # >> door is made of iron [warning syslog returned_string] >> door is made of wood [warning syslog returned_string]
    note reason # >> nothing was said [warning syslog returned_string]
    note self.name_of # >> door has no name [warning syslog returned_string]
    note Util::LIMIT_TEXT # >> too many of them [warning syslog wrapper_call]
    note early(name) # >> early door [warning syslog returned_string] >> late door [warning syslog returned_string]
    note safe(name) # >> safe door [warning syslog returned_string] >> unsafe door [warning syslog returned_string]
    note long # >> a long door [warning syslog returned_string]
    note self.class.kind
    first, second = name.split
    logger.error "door of #{first} and #{second}" # >> door of * and * [error syslog direct_call]
    name.each do |name_of|
      note name_of
    end
    self.state = "door is ajar" # >> door is ajar [warning syslog built_string]
    @mood = "door is sad" # >> door is sad [warning syslog built_string]
  end

  def tell
    note state
    note @mood
    print_all "all doors, *", "are open"
  end

  def self.kind
    "kind of door" # of one kind
  end

  def self.kind_of(name)
    count(name)
    "kind of a door"
  rescue TypeError
    "no kind of door"
  end

  def self.kind_at_length
    <<~TEXT
      kind of a long door
    TEXT
  end

  def self.kind_for_sure
    "kind of a sure door"
  ensure
    count(1)
  end

  def self.tell_all
    logger.error kind_at_length # >> kind of a long door [error syslog returned_string]
    logger.error kind_for_sure # >> kind of a sure door [error syslog returned_string]
    logger.error kind # >> kind of door [error syslog returned_string]
    logger.error kind_of(1) # >> kind of a door [error syslog returned_string] >> no kind of door [error syslog returned_string]
    @@told = "told it all"
    logger.error @@told # >> told it all [error syslog direct_call]
  end

  private

  def text_of(count)
    if count > 1
      "door is made of iron"
    else
      "door is made of wood"
    end
  end

  def name_of
    "door has no name"
  end

  def early(name)
    return "early door" if name

    "late door"
  end

  def safe(name)
    count(name)
    "safe door"
  rescue TypeError
    "unsafe door"
  end

  def long
    <<~TEXT
      a long door
    TEXT
  end
end

# Another part of the module, and a class with a method that the module has not.
module Util
  extend Notices

  def self.later(text)
    $stderr.puts text
  end
end

class Board
  def notice(text); end
end

def of_named_modules
  Util.later "said later" # >> said later [none stderr wrapper_call]
  Util.report(:warn, "said sooner") # >> said sooner [warning stderr wrapper_call]
  Util.notice "module has no such method" # >> module has no such method [notice unknown direct_call]
end

def relay(*args)
  logger.error(*args)
end

def all_of(**options)
  relay "relayed text" # >> relayed text [error syslog wrapper_call]
  log_problem "seen by name alone" # >> seen by name alone [none unknown direct_call]
  handler = method(:relay)
  Door.new.note "made just here" # >> made just here [warning syslog wrapper_call]
end

# A level that is handed on as the name of the logger's method.
class Guard
  def log(level, message)
    Gate.logger.send(level, "(guard) #{message}") # >> (guard) * [none syslog direct_call]
  end

  def watch(name)
    log :error, "seal of #{name} is torn" # >> seal of * is torn [error syslog wrapper_call]
    log :debug, "nothing is to be seen" # >> nothing is to be seen [debug syslog wrapper_call]
  end
end
