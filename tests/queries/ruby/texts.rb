# How texts are written.
PREFIX = "gate: "
WORDS = {
  shut: "the gate is shut",
  "open" => "the gate is open",
}.freeze
MARKS = %w[is was].freeze

def each(name, count, ok)
  logger.info "one " "two" # >> one two [info syslog direct_call]
  logger.info 'it is #{raw} text' # >> it is #{raw} text [info syslog direct_call]
  logger.info 'it\'s \raw' # >> it's \raw [info syslog direct_call]
  logger.info %q{text of %q} # >> text of %q [info syslog direct_call]
  logger.info( # >> over lines [info syslog direct_call]
    "over " \
    "lines"
  )
  logger.info "sum of " + name + " is odd" # >> sum of * is odd [info syslog direct_call]
  logger.info "used %d of %d%%" % [count, count] # >> used * of *% [info syslog direct_call]
  logger.info "door %{door} and %<lock>s" % { door: name, lock: "lock" } # >> door * and lock [info syslog direct_call]
  logger.info format("user %s at %<place>s", name, place: name) # >> user * at * [info syslog direct_call]
  logger.info sprintf("%-10s was here", name) # >> * was here [info syslog direct_call]
  logger.info "#{PREFIX}door #{name.inspect}" # >> gate: door * [info syslog direct_call]
  logger.info "tab\there" # >> tab*here [info syslog direct_call]
  logger.info _("translated text") # >> translated text [info syslog direct_call]
  logger.info n_("one door", "many doors", count) # >> one door [info syslog direct_call] >> many doors [info syslog direct_call]
  logger.info " stripped text ".strip.freeze # >> stripped text [info syslog direct_call]
  logger.info ["key of #{name}", "lock are lost"].join(" and ") # >> key of * and lock are lost [info syslog built_string]
  logger.info(ok ? "door open" : "door shut") # >> door open [info syslog direct_call] >> door shut [info syslog direct_call]
  logger.info(name || "no name was given") # >> no name was given [info syslog direct_call]
  logger.info((name.text rescue "no text was given")) # >> no text was given [info syslog direct_call]
  logger.info WORDS[name] # >> the gate is shut [info syslog error_table] >> the gate is open [info syslog error_table]
  logger.info <<~TEXT # >> a door of * that is shut [info syslog direct_call]
    a door of #{name} that is shut
  TEXT
  logger.info <<-TEXT.strip_heredoc # >> a door without a margin [info syslog direct_call]
    a door without a margin
  TEXT
  logger.info(<<-ONE + <<-TWO) # >> first text*second text [info syslog direct_call]
    first text
  ONE
    second text
  TWO
end

def built(name, count)
  message = "first part"
  message += ", second part"
  message << ", third part" << " of #{name}"
  logger.info message # >> first part, second part, third part of * [info syslog built_string]
  open = +"gate of #{name}"
  open << " is open"
  logger.info open # >> gate of * is open [info syslog built_string]
  logger.info(-"gate is shut") # >> gate is shut [info syslog direct_call]
  text = ""
  text.concat("a part of ", "a text")
  logger.info text # >> a part of [info syslog built_string]
  @note ||= "note of nobody"
  logger.info @note # >> note of nobody [info syslog direct_call]
end

def by_case(count, name)
  if count > 9
    why = "too many guests"
  elsif count > 7
    why = "so many guests"
  else
    why = "too few guests"
  end
  logger.info "shut because of " + why # >> shut because of too many guests [info syslog direct_call] >> shut because of so many guests [info syslog direct_call] >> shut because of too few guests [info syslog direct_call]
  what = case count
         when 0 then "the cellar"
         when 1
           count(name)
           "the hall"
         else "the attic"
         end
  logger.info "no light in #{what}" # >> no light in the cellar [info syslog direct_call] >> no light in the hall [info syslog direct_call] >> no light in the attic [info syslog direct_call]
  case name
  in String then where = "under the roof"
  in Integer then where = "under the stairs"
  else where = "under the hill"
  end
  logger.info "lives #{where}" # >> lives under the roof [info syslog direct_call] >> lives under the stairs [info syslog direct_call] >> lives under the hill [info syslog direct_call]
  state = begin
    count(name)
    "counted well"
  rescue TypeError
    "counted badly"
  end
  how = begin
    "counted twice"
  ensure
    count(name)
  end
  logger.info "guests were #{how}" # >> guests were * [info syslog direct_call] >> guests were counted twice [info syslog direct_call]
  logger.info "guests are #{state}" # >> guests are counted well [info syslog direct_call] >> guests are counted badly [info syslog direct_call]
  how = unless name then "without a name" else "with a name" end
  logger.info "came #{how}" # >> came without a name [info syslog direct_call] >> came with a name [info syslog direct_call]
end
