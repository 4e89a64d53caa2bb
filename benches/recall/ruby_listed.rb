# Lists what Ruby files say with Ruby's own parser, as JSON lines; `ruby_listed.py` calls it.
require "json"
require "ripper"

LEVELS = %w[debug info warn warning error fatal unknown add log].to_h { |name| [name, name] }
LOGGER = /\A(\$|@{0,2})(.*_)?(log|logger|log_writer)\z/i
GETTEXT = %w[_ N_ gettext format sprintf]
KEPT = %w[freeze strip chomp to_s squish html_safe dup lstrip rstrip]
MAX_WAYS = 64

# What is found in one file: statements, and classes with their bases.
class Listing
  attr_reader :statements, :classes

  def initialize(tree)
    @statements, @classes, @around = [], [], []
    visit(tree)
  end

  def visit(node)
    return unless node.is_a?(Array)
    return node.each { |inner| visit(inner) } unless node[0].is_a?(Symbol)

    case node[0]
    when :class, :module then return inside(node)
    when :assign then made_class(node)
    end
    call(node)
    node.drop(1).each { |inner| visit(inner) }
  end

  def inside(node)
    name = constant(node[1])
    names = @around + name.split("::")
    if node[0] == :class && node[2]
      @classes << [names.join("::"), constant(node[2]), line_of(node[1]), @around.dup]
    end
    @around, before = names, @around
    node.drop(2).each { |inner| visit(inner) }
    @around = before
  end

  # Name = Class.new(Base)
  def made_class(node)
    target, value = node[1], node[2]
    return unless target[0] == :var_field && target[1][0] == :@const && value[0] == :method_add_arg
    return unless constant(value[1][1]) == "Class" && value[1][3]&.at(1) == "new"

    base = arguments(value[2]).first
    @classes << [(@around + [target[1][1]]).join("::"), constant(base), target[1][2][0], @around.dup] if base
  end

  def call(node)
    callee, object, given, block = parts(node)
    return unless callee

    lines = lines_of(node)
    if %w[raise fail].include?(callee) && object.nil?
      raised(given, lines)
    elsif LEVELS.key?(callee) && object && LOGGER.match?(last_name(object).to_s)
      texts = given + [block].compact
      texts = texts.drop(1) if %w[add log].include?(callee) && texts.size > 1
      level = %w[add log].include?(callee) ? last_name(given.first) : callee
      tell("log", "#{last_name(object)}.#{callee}", texts.first(2), lines, level.to_s.downcase)
    elsif %w[warn abort].include?(callee) && object.nil?
      tell("stderr", callee, given.first(1), lines, callee)
    elsif %w[puts print write].include?(callee) && %w[$stderr STDERR].include?(last_name(object))
      tell("stderr", "#{last_name(object)}.#{callee}", given.first(1), lines, nil)
    end
  end

  def raised(given, lines)
    first, second = given
    if second && text?(second)
      tell("raised", last_name(first), [second], lines, nil)
    elsif first && text?(first)
      tell("raised", "raise", [first], lines, nil)
    elsif first
      callee, object, inner, = parts(first)
      tell("raised", last_name(object), inner.first(3), lines, nil) if callee == "new"
    end
  end

  def tell(kind, name, texts, lines, level)
    texts.each do |text|
      ways = ways(text)
      said = ways.select { |way| way.any? { |piece| piece && piece.match?(/[[:alpha:]]{2}/) } }
      next if said.empty?

      said.each { |way| @statements << { kind: kind, name: name, parts: way, first: lines.min, last: lines.max, level: level } }
      return
    end
  end

  # The name of what a node calls, its object, its arguments and what its block gives.
  def parts(node)
    return [nil, nil, [], nil] unless node.is_a?(Array)

    case node[0]
    when :command then [node[1][1], nil, arguments(node[2]), nil]
    when :command_call then [name(node[3]), node[1], arguments(node[4]), nil]
    when :fcall, :vcall then [name(node[1]), nil, [], nil]
    when :call then [name(node[3]), node[1], [], nil]
    when :method_add_arg
      callee, object, = parts(node[1])
      [callee, object, arguments(node[2]), nil]
    when :method_add_block
      callee, object, given, = parts(node[1])
      body = node[2]&.at(2)
      body = body[1] if body.is_a?(Array) && body[0] == :bodystmt
      [callee, object, given, body.is_a?(Array) ? body.last : nil]
    else [nil, nil, [], nil]
    end
  end

  def name(node)
    node.is_a?(Array) ? node[1] : node.to_s
  end

  def arguments(node)
    return [] unless node.is_a?(Array)

    case node[0]
    when :arg_paren then arguments(node[1])
    when :args_add_block then node[1].is_a?(Array) && node[1][0].is_a?(Array) ? node[1] : arguments(node[1])
    when :args_add_star then arguments(node[1])
    when :args_forward then []
    else node[0].is_a?(Array) ? node : []
    end
  end

  def text?(node)
    return false unless node.is_a?(Array)

    case node[0]
    when :string_literal, :string_concat, :binary, :ifop, :dyna_symbol, :paren then ways(node).any? { |way| way.any? { |piece| piece } }
    when :call, :method_add_arg, :command_call
      callee, object, given, = parts(node)
      KEPT.include?(callee) ? text?(object) : GETTEXT.include?(callee) && object.nil? && !given.empty? && text?(given[0])
    else false
    end
  end

  # What an expression can be: parts for each way through its choices; nil is a value.
  def ways(node)
    return [[nil]] unless node.is_a?(Array)

    case node[0]
    when :string_literal then [string(node[1])]
    when :string_concat then [ways(node[1])[0] + ways(node[2])[0]]
    when :paren then node[1].is_a?(Array) && node[1].size == 1 ? ways(node[1][0]) : ways(node[1])
    when :binary
      case node[2]
      when :+ then ways(node[1]).product(ways(node[3])).map { |a, b| a + b }.first(MAX_WAYS)
      when :% then ways(node[1]).map { |way| way.flat_map { |piece| piece ? cut(piece) : [nil] } }
      else [[nil]]
      end
    when :ifop then ways(node[2]) + ways(node[3])
    when :call, :method_add_arg, :command
      callee, object, given, = parts(node)
      if KEPT.include?(callee) && object then ways(object)
      elsif %w[format sprintf].include?(callee) && object.nil? && given[0]
        ways(given[0]).map { |way| way.flat_map { |piece| piece ? cut(piece) : [nil] } }
      elsif GETTEXT.include?(callee) && object.nil? && given[0] then ways(given[0])
      else [[nil]]
      end
    else [[nil]]
    end
  end

  def string(content)
    content.drop(1).map { |piece| piece[0] == :@tstring_content ? piece[1] : nil }
  end

  def cut(text)
    pieces = text.split(/%(?:<\w+>)?(?:\{\w+\}|[-+ #0]*[\d.*]*[A-Za-z])/, -1).map { |piece| piece.gsub("%%", "%") }
    pieces.flat_map { |piece| [piece, nil] }[0..-2] || []
  end

  def constant(node)
    return "" unless node.is_a?(Array)

    case node[0]
    when :const_path_ref then "#{constant(node[1])}::#{node[2][1]}"
    when :const_ref, :var_ref, :top_const_ref, :vcall then node[1][1].to_s
    when :@const, :@ident then node[1]
    else ""
    end
  end

  def last_name(node)
    return nil unless node.is_a?(Array)

    case node[0]
    when :var_ref, :vcall, :fcall then node[1][1]
    when :const_path_ref then node[2][1]
    when :call then name(node[3])
    when :method_add_arg then last_name(node[1])
    when :symbol_literal then node[1][1][1]
    when :top_const_ref then node[1][1]
    end
  end

  def lines_of(node, found = [])
    return found unless node.is_a?(Array)

    if node.size == 3 && node[0].is_a?(Symbol) && node[0].start_with?("@") && node[2].is_a?(Array)
      found << node[2][0] << node[2][0] + node[1].to_s.chomp.count("\n")
    else
      node.each { |inner| lines_of(inner, found) }
    end
    found
  end

  def line_of(node)
    lines_of(node).min
  end
end

ARGF.each_line(chomp: true) do |path|
  text = File.read(path, encoding: "UTF-8").scrub
  tree = Ripper.sexp(text)
  next warn("note: #{path} is left out, Ruby cannot parse it") unless tree

  listing = Listing.new(tree)
  puts JSON.generate(file: path, statements: listing.statements, classes: listing.classes)
end
