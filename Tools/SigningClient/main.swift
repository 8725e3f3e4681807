import PlumbSystem

// A program for the project's own scripts and tests, not for users: it shows what the signer and
// the sources of credentials do, so that scripts can compare them with other programs.

let arguments = Array(CommandLine.arguments.dropFirst())

switch arguments.first {
case "sign": exit(signLines())
case "credentials": exit(showCredentials(Array(arguments.dropFirst())))
case "s3get": exit(getObject(Array(arguments.dropFirst())))
default: exit(complain("usage: signing-client sign < REQUESTS | credentials [FLAGS] | s3get …"))
}
