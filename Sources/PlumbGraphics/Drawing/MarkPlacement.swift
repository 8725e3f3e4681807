extension Mark {
  /// The mark scaled and moved, with its widths, sizes and spacings.
  func placed(_ placement: Placement) -> Mark {
    switch self {
    case .rectangle(let mark): .rectangle(mark.placed(placement))
    case .line(let mark):
      .line(
        LineMark(
          from: placement.apply(mark.start), to: placement.apply(mark.end),
          stroke: mark.stroke.scaled(by: placement.scale)))
    case .path(let mark):
      .path(
        PathMark(
          elements: mark.elements.map { $0.placed(placement) },
          fill: mark.fill?.scaled(by: placement.scale),
          stroke: mark.stroke?.scaled(by: placement.scale)))
    case .text(let mark): .text(mark.placed(placement))
    case .image(let mark): .image(mark.placed(placement))
    case .link(let frame, let uri): .link(placement.apply(frame), uri: uri)
    }
  }

  /// Whether every coordinate and length is a number; marks that have others are not drawn.
  var isFinite: Bool {
    switch self {
    case .rectangle(let mark): mark.frame.isFinite && mark.cornerRadius.isFinite
    case .line(let mark): mark.start.isFinite && mark.end.isFinite && mark.stroke.width.isFinite
    case .path(let mark): mark.elements.allSatisfy { $0.isFinite }
    case .text(let mark):
      mark.origin.isFinite && mark.rotation.isFinite && mark.style.size.isFinite
    case .image(let mark): mark.frame.isFinite
    case .link(let frame, _): frame.isFinite
    }
  }
}

extension RectangleMark {
  fileprivate func placed(_ placement: Placement) -> RectangleMark {
    RectangleMark(
      frame: placement.apply(frame), fill: fill?.scaled(by: placement.scale),
      stroke: stroke?.scaled(by: placement.scale), cornerRadius: cornerRadius * placement.scale)
  }
}

extension TextMark {
  fileprivate func placed(_ placement: Placement) -> TextMark {
    var copy = self
    copy.origin = placement.apply(origin)
    copy.style.size *= placement.scale
    copy.maximumWidth = maximumWidth.map { $0 * placement.scale }
    return copy
  }
}

extension ImageMark {
  fileprivate func placed(_ placement: Placement) -> ImageMark {
    var copy = self
    copy.frame = placement.apply(frame)
    return copy
  }
}
