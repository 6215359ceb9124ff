using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;

namespace Tfaip.Export.Lowering;

/// <summary>
/// What was written through a view goes back into the tensor that it is a view of: the call that made the view, given the tensor's
/// positions instead of its elements, tells which of them it shows.
/// </summary>
internal static class ViewWriting
{
    // All elements in their order.
    private static readonly HashSet<string> Reshaping = new(
        ["view", "reshape", "view_as", "flatten", "unflatten", "squeeze", "unsqueeze", "ravel", "atleast_1d", "atleast_2d", "atleast_3d",
            "detach", "forward", "call"],
        StringComparer.Ordinal);

    /// <summary>The tensor with what was written.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="write">The call of <see cref="ViewWrite"/>.</param>
    /// <param name="program">The program, which has the call that made the view.</param>
    /// <param name="table">The lowerings.</param>
    /// <param name="operand">Gives a value of the program.</param>
    public static GraphValue Lower(
        GraphBuilder graph, ProgramCall write, TracedProgram program, LoweringTable table, Func<int, Operand> operand)
    {
        var numbers = write.Arguments.Select(argument => ((TensorArgument)argument).Value).ToArray();
        var (whole, written) = (operand(numbers[0]), operand(numbers[2]));
        var view = program.Calls.First(call => call.Results.Contains(numbers[1]));
        if (whole.IsComplex || table.Find(view) is not { } rule)
        {
            throw LoweringCall.Refuse(
                write,
                "A view of complex numbers is changed in place, and what it is a view of is used afterwards. Use an "
                + "operation that gives a new tensor.");
        }

        if (Reshaping.Contains(view.Method.Name)) return graph.Reshape(written.Value, written.Shape, whole.Shape);
        var results = view.Results.Select(result => result < 0 ? null : program.Values[result]).ToArray();
        var source = view.Arguments.OfType<TensorArgument>().First().Value;
        return Scattering.At(graph, whole, Choose, written.Value);

        GraphValue Choose(GraphValue positions) =>
            rule(new LoweringCall(graph, view, results, value =>
                value == source ? new(positions, whole.Shape) : operand(value)))[view.Results.ToList().IndexOf(numbers[1])]!;
    }
}
