namespace Tfaip.Parameters.Generator.Polyfills
{
    /// <summary>What <c>Naming.cs</c> calls and netstandard2.0 does not have.</summary>
    internal static class NewerMethods
    {
        extension(ArgumentException)
        {
            public static void ThrowIfNullOrEmpty(string? argument)
            {
                if (string.IsNullOrEmpty(argument)) throw new ArgumentException("The text is empty.", nameof(argument));
            }
        }

        extension(string text)
        {
            /// <summary>The one comparison that is asked for, that by code units, is that of the method without one.</summary>
            public string Replace(string old, string with, StringComparison comparison) => comparison == StringComparison.Ordinal
                ? text.Replace(old, with)
                : throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "Only the ordinal comparison is here.");
        }
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>The compiler asks for it where a type has <c>init</c>.</summary>
    internal static class IsExternalInit;
}
