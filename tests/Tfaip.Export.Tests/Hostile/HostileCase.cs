using Tfaip.Export.Requests;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>What has to become of a hostile module.</summary>
internal enum Verdict
{
    /// <summary>It is refused with the line of the fault.</summary>
    Refused,

    /// <summary>It is exported and right.</summary>
    Right,

    /// <summary>The one or the other.</summary>
    Either,
}

/// <summary>A module that an exporter may get wrong.</summary>
/// <param name="Name">What is hostile about it.</param>
/// <param name="Model">Makes it.</param>
/// <param name="Verdict">What has to become of it.</param>
/// <param name="File">The source file of the fault.</param>
/// <param name="Line">Its line; 0 where the message need not name one.</param>
internal sealed record HostileCase(string Name, Func<ExportableModel> Model, Verdict Verdict, string File, int Line);
