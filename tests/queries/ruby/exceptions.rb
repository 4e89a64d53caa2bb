# Errors are logged where nothing catches them: by their text and by the name of their class.
module Gate
  class Error < StandardError; end # >> Gate::Error [error exception exception_class]

  class ReplayedNonce < Error; end # >> Gate::ReplayedNonce [error exception exception_class]

  Jammed = Class.new(Error) # >> Gate::Jammed [error exception exception_class]

  class Door
    class Stuck < Gate::Error # >> Gate::Door::Stuck [error exception exception_class]
      def initialize(msg = "door is stuck for now") # >> door is stuck for now [error exception wrapper_call]
        super
      end
    end

    class Lost < RuntimeError # >> Gate::Door::Lost [error exception exception_class]
      attr_reader :name

      def initialize(name)
        @name = name
        super("nobody found door #{name}") # >> nobody found door * [error exception raised_message]
      end
    end

    class Foul < Stuck # >> Gate::Door::Foul [error exception exception_class]
      def message
        "door smells of #{smell}" # >> door smells of * [error exception exception_class]
      end

      def initialize(size:, text: "door is too small") # >> door is too small [error exception wrapper_call]
        super(text)
      end
    end
  end

  class Other::Broken < ::IOError; end # >> Gate::Other::Broken [error exception exception_class]
end

class Bucket < Thing
  def initialize
    super("bucket of that size")
  end

  def message
    "bucket is here"
  end
end

def fail_with(text)
  raise Gate::Error, text
end

def raise_with(text)
  raise text
end

def each(name, kind)
  raise ArgumentError, "name is too long: #{name}" if name == "a" # >> name is too long: * [error exception raised_message]
  raise Gate::Error.new("name is too short") unless name # >> name is too short [error exception raised_message]
  raise "name is no name" if name == "b" # >> name is no name [error exception raised_message]
  raise(<<~TEXT) if name == "c" # >> name is a heredoc [error exception raised_message]
    name is a heredoc
  TEXT
  fail "name is odd" if name == "d" # >> name is odd [error exception raised_message]
  fail TypeError, "name is even", caller if name == "e" # >> name is even [error exception raised_message]
  raise Web::Conflict, _("page was changed by another") if name == "f" # >> page was changed by another [error exception raised_message]
  raise kind, "page is gone" if name == "g" # >> page is gone [error exception raised_message]
  raise made("page has no title") if name == "h" # >> page has no title [error exception wrapper_call]
  raise Gate::Door::Lost.new(name) if name == "i"
  raise Gate::ReplayedNonce if name == "j"
  fail_with "signature does not match" # >> signature does not match [error exception wrapper_call]
  raise_with "signature is missing" # >> signature is missing [error exception wrapper_call]
rescue Gate::Error => e
  logger.error e.message
  logger.error "gate failed: #{e.message}" # >> gate failed: * [error syslog direct_call]
  retry if name
  raise
ensure
  logger.info "gate was closed" # >> gate was closed [info syslog direct_call]
end

def made(text)
  IOError.new(text)
end
