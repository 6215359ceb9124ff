namespace Tfaip.Parameters.Generator;

/// <summary>Something in a doc comment has no plain form.</summary>
internal sealed class NoPlainTextException(string what) : Exception(what);
