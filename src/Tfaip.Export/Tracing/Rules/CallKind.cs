namespace Tfaip.Export.Tracing.Rules;

/// <summary>What a recorder does about a call.</summary>
internal enum CallKind
{
    /// <summary>It has no part in the result: let it pass.</summary>
    Ignored,

    /// <summary>It runs a module.</summary>
    Invocation,

    /// <summary>It makes a module.</summary>
    Creation,

    /// <summary>It makes a tensor of .NET data.</summary>
    Data,

    /// <summary>It makes tensors of tensors and numbers.</summary>
    Operation,

    /// <summary>It cannot be in a graph.</summary>
    Refused,
}
