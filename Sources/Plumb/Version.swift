/// The version of Plumb, as the program and the page say it.
public let plumbVersion = "0.1.0"
