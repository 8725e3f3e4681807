/// The version of Plumb, as shown by the program and the page.
public let plumbVersion = "0.1.0"
