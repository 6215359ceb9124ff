using System.Diagnostics.CodeAnalysis;
using Tfaip.Export.Programs;
using Tfaip.Export.Requests;

namespace Tfaip.Export.Tracing.Generalisation;

/// <summary>What is said where recordings at several sizes do not make one program.</summary>
internal static class Disagreement
{
    /// <summary>What to do where a graph cannot be the same at every size.</summary>
    public const string Advice = "A graph is the same at every size: write it with tensor operations over the whole axis, or fix the size "
        + "in the input's specification.";

    /// <summary>Arguments that have nothing in common.</summary>
    public static string Differs(string what) => $"{what} is given other arguments at other sizes. {Advice}";

    /// <summary>Refuses the program.</summary>
    /// <exception cref="ExportException">Always, with the line.</exception>
    [DoesNotReturn]
    public static void Refuse(SourceLine? line, string message) => throw new ExportException(message, line?.DisplayFile, line?.Line);

    /// <summary>Refuses the program, where a value is wanted.</summary>
    /// <exception cref="ExportException">Always, with the line.</exception>
    [DoesNotReturn]
    public static T Refuse<T>(SourceLine? line, string message) => throw new ExportException(message, line?.DisplayFile, line?.Line);
}
