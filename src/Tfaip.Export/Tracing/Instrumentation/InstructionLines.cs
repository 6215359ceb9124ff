using Mono.Cecil;
using Mono.Cecil.Cil;
using Tfaip.Export.Programs;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>The source lines of a method's instructions.</summary>
internal static class InstructionLines
{
    /// <summary>The line of each instruction: that of the last sequence point at or before it.</summary>
    public static Dictionary<Instruction, SourceLine> Of(MethodDefinition method)
    {
        var lines = new Dictionary<Instruction, SourceLine>();
        if (!method.DebugInformation.HasSequencePoints) return lines;

        var points = method.DebugInformation.SequencePoints.Where(point => !point.IsHidden).OrderBy(point => point.Offset).ToArray();
        var next = 0;
        SourceLine? current = null;
        foreach (var instruction in method.Body.Instructions)
        {
            for (; next < points.Length && points[next].Offset <= instruction.Offset; next++)
            {
                current = new(points[next].Document.Url, points[next].StartLine);
            }

            if (current is not null) lines[instruction] = current;
        }

        return lines;
    }
}
