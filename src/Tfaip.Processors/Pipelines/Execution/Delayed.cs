using System.Runtime.ExceptionServices;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>Keeps the error of an enumeration until what came before it has been used.</summary>
internal static class Delayed
{
    /// <summary>As <see cref="System.Collections.IEnumerator.MoveNext"/>.</summary>
    /// <param name="source">The enumeration.</param>
    /// <param name="error">What it threw, to be thrown in its place; null where it did not.</param>
    public static bool MoveNext<T>(IEnumerator<T> source, out ExceptionDispatchInfo? error)
    {
        error = null;
        try
        {
            return source.MoveNext();
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            error = ExceptionDispatchInfo.Capture(thrown);
            return false;
        }
    }
}
