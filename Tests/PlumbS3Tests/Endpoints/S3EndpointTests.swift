import Testing

@testable import PlumbS3

@Suite struct S3EndpointTests {
  private func address(
    _ bucket: String, region: String = "eu-west-1", endpoint: String? = nil,
    style: AWSSettings.AddressingStyle = .auto
  ) throws -> S3Address {
    let custom = endpoint.flatMap { EndpointURL($0) }
    #expect((custom == nil) == (endpoint == nil))
    return try S3Endpoint(custom: custom, style: style).address(bucket: bucket, region: region)
  }

  private func url(_ address: S3Address, _ key: String = "k") -> String {
    address.url(target: address.path(key: key.utf8))
  }

  @Test func bucketsOfAWSAreInTheHost() throws {
    let address = try address("bucket")
    #expect(address.host == "bucket.s3.eu-west-1.amazonaws.com")
    #expect(url(address, "a/../b é") == "https://bucket.s3.eu-west-1.amazonaws.com/a/../b%20%C3%A9")
    #expect(url(address, "") == "https://bucket.s3.eu-west-1.amazonaws.com/")
  }

  @Test func everyPartitionHasItsDomain() throws {
    let domains = [
      ("us-east-1", "amazonaws.com"), ("il-central-1", "amazonaws.com"),
      ("cn-north-1", "amazonaws.com.cn"), ("us-gov-west-1", "amazonaws.com"),
      ("us-iso-east-1", "c2s.ic.gov"), ("us-isob-east-1", "sc2s.sgov.gov"),
      ("us-isof-south-1", "csp.hci.ic.gov"), ("eu-isoe-west-1", "cloud.adc-e.uk"),
      ("eusc-de-east-1", "amazonaws.eu"), ("xx-new-1", "amazonaws.com"),
    ]
    for (region, domain) in domains {
      #expect(try address("bucket", region: region).host == "bucket.s3.\(region).\(domain)")
    }
  }

  /// As Amazon's page of endpoints lists them.
  @Test func variantsHaveHostsOfTheirOwn() throws {
    let hosts = [
      (true, false, "us-east-2", "s3.dualstack.us-east-2.amazonaws.com"),
      (false, true, "us-east-2", "s3-fips.us-east-2.amazonaws.com"),
      (true, true, "us-gov-west-1", "s3-fips.dualstack.us-gov-west-1.amazonaws.com"),
      (true, false, "cn-north-1", "s3.dualstack.cn-north-1.amazonaws.com.cn"),
    ]
    for (isDualStack, isFIPS, region, host) in hosts {
      let variant = EndpointVariant(isDualStack: isDualStack, isFIPS: isFIPS)
      let endpoint = S3Endpoint(custom: nil, style: .auto, variant: variant)
      #expect(try endpoint.address(bucket: "bucket", region: region).host == "bucket." + host)
      let custom = S3Endpoint(custom: EndpointURL("http://x"), style: .auto, variant: variant)
      #expect(try custom.address(bucket: "bucket", region: region).host == "x")
    }
    let fips = S3Endpoint(
      custom: nil, style: .auto, variant: EndpointVariant(isDualStack: false, isFIPS: true))
    #expect(throws: EndpointError.self) {
      try fips.address(bucket: "bucket", region: "cn-north-1")
    }
  }

  @Test(arguments: ["my.bucket", "Old_Name", "UPPER", "a_b"])
  func namesThatAreNoLabelAreInThePath(_ bucket: String) throws {
    for style in AWSSettings.AddressingStyle.allCases {
      let address = try address(bucket, style: style)
      #expect(address.host == "s3.eu-west-1.amazonaws.com")
      #expect(url(address) == "https://s3.eu-west-1.amazonaws.com/\(bucket)/k")
    }
  }

  @Test func otherEndpointsTakeThePathUnlessTheProfileSaysOtherwise() throws {
    let endpoint = "http://s3.example:9000/base/"
    #expect(
      url(try address("bucket", endpoint: endpoint)) == "http://s3.example:9000/base/bucket/k")
    #expect(
      url(try address("bucket", endpoint: endpoint, style: .virtual))
        == "http://bucket.s3.example:9000/base/k")
    #expect(
      url(try address("bucket", style: .path)) == "https://s3.eu-west-1.amazonaws.com/bucket/k")
    for place in ["http://127.0.0.1:9000", "http://[::1]:9000"] {
      #expect(url(try address("bucket", endpoint: place, style: .virtual)) == "\(place)/bucket/k")
    }
  }

  @Test func theUsualPortIsNotInTheHostField() throws {
    let hosts = [
      ("http://x:80", "x"), ("https://x:443", "x"), ("http://x:443", "x:443"),
      ("https://X.Example:80", "x.example:80"), ("http://[::1]:80", "[::1]"),
    ]
    for (endpoint, host) in hosts {
      #expect(try address("bucket", endpoint: endpoint).host == host)
    }
  }

  @Test(
    arguments: [
      "", "ab", "bucket/..", "evil.example#", "evil.example/x", "a b", "b\r\nx", "bücket", "b%2f",
      "b@c", "b:80", "xn--a\u{0}",
    ])
  func whatIsNoBucketIsRefused(_ bucket: String) {
    #expect(throws: EndpointError.self) { try address(bucket) }
    #expect(throws: EndpointError.self) { try address(bucket, endpoint: "http://x") }
  }

  @Test func namesThatNeedMoreAreRefusedInWords() {
    let arn = #expect(throws: EndpointError.self) {
      try address("arn:aws:s3:eu-west-1:123456789012:accesspoint/x")
    }
    #expect(arn?.description.contains("alias") == true)
    let directory = #expect(throws: EndpointError.self) { try address("x--euw1-az1--x-s3") }
    #expect(directory?.description.contains("directory bucket") == true)
  }

  @Test func aRegionIsCheckedBeforeItIsPartOfAHost() {
    for region in ["evil.example/", "", "a.b", "a#", "A"] {
      #expect(throws: EndpointError.self) { try address("bucket", region: region) }
    }
  }

  @Test func theSettingsDecide() throws {
    let machine = try SampleMachine(config: "[default]\ns3 =\n  addressing_style = virtual\n")
    let settings = try machine.settings(["AWS_ENDPOINT_URL": "https://s3.example"])
    let address = try S3Endpoint(settings).address(bucket: "bucket", region: "x-1")
    #expect(url(address) == "https://bucket.s3.example/k")
    let plain = try S3Endpoint(SampleMachine().settings()).address(bucket: "bucket", region: "x-1")
    #expect(url(plain) == "https://bucket.s3.x-1.amazonaws.com/k")
  }
}

@Suite struct EndpointURLTests {
  @Test(
    arguments: [
      "", "x", "ftp://x", "http://", "http:///x", "http://u@x", "http://u:p@x", "http://x?y",
      "http://x#y", "http://x y", "http://x\\y", "http://x:", "http://x:0", "http://x:65536",
      "http://x:+1", "http://x:1a", "http://é", "http://[::1", "http://[x]", "http://[]",
      "http://[::1]x", "http://x/a b", "http://x/\u{0}", " http://x", "http://x\n", "//x",
      "http://127.0.0.1@evil.example", "http://x%2e",
    ])
  func whatCanBeReadInTwoWaysIsRefused(_ text: String) {
    #expect(EndpointURL(text) == nil)
  }

  @Test func partsAreThose() throws {
    let url = try #require(EndpointURL("HTTPS://Host-1.example_x:8443/a/b//"))
    #expect(url.scheme == "https")
    #expect(url.authority == "host-1.example_x:8443")
    #expect(url.path == "/a/b")
    let address = try #require(EndpointURL("http://[FD00:ec2::23]/"))
    #expect(address.address == "fd00:ec2::23")
    #expect(address.path == "")
  }
}

@Suite struct AWSRegionTests {
  @Test func namesAreThoseOfAWS() {
    for name in ["us-east-1", "eusc-de-east-1", "a", "1a", String(repeating: "a", count: 63)] {
      #expect(AWSRegion.isName(name))
    }
    for name in [
      "", "12", "-a", "a-", "a.b", "a/b", "US", "a_b", "é", "a\n",
      String(repeating: "a", count: 64), "evil.example/", "eu-west-1#",
    ] {
      #expect(!AWSRegion.isName(name), "\(name)")
    }
  }
}
