namespace Tfaip.Export.Tests.Lowering.Coverage;

/// <summary>What the exporter does about a method or a layer.</summary>
internal enum CoverageStatus
{
    /// <summary>It exports it.</summary>
    Supported,

    /// <summary>It refuses it.</summary>
    Refused,

    /// <summary>There is nothing to export.</summary>
    NotApplicable,

    /// <summary>Nothing is said about it; a mistake.</summary>
    Unknown,
}
