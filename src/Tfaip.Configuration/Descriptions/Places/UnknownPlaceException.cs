using Tfaip.Parameters;

namespace Tfaip.Configuration.Descriptions.Places;

/// <summary>A path names no parameter.</summary>
/// <param name="message">Which, and what may have been meant.</param>
internal sealed class UnknownPlaceException(string message) : TfaipException(message);
