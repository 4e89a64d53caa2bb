# Conditions: what exists only where the application is debugged.
def each(name, options)
  puts "verbose news of #{name}" if $verbose # >> verbose news of * [none unknown direct_call debug]
  warn "debugging #{name}" if options.debug # >> debugging * [warning stderr direct_call debug]
  warn "not debugging #{name}" unless options.debug # >> not debugging * [warning stderr direct_call]
  if options.debug
    puts "inside of debugging" # >> inside of debugging [none unknown direct_call debug]
  else
    puts "outside of debugging" # >> outside of debugging [none unknown direct_call]
  end
  unless options.debug
    puts "unless of debugging" # >> unless of debugging [none unknown direct_call]
  else
    puts "else of debugging" # >> else of debugging [none unknown direct_call]
  end
  if name
    puts "named well" # >> named well [none unknown direct_call]
  elsif options.trace?
    puts "traced well" # >> traced well [none unknown direct_call debug]
  end
end
