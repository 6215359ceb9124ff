using System.Runtime.CompilerServices;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>
/// Collects hostile modules: a lambda stands on the line of its fault; a class does so too, all of it on the line where it begins.
/// </summary>
internal sealed class HostileTable
{
    private const string Matrix = "x: float32[batch, time]; time: 2..40";

    private readonly List<HostileCase> _cases = [];

    public IReadOnlyList<HostileCase> Cases => _cases;

    public void Refused(
        string name,
        Func<Tensor, Tensor> forward,
        string input = Matrix,
        bool hasLine = true,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Add(name, forward, Verdict.Refused, input, file, hasLine ? line : 0);

    public void Right(
        string name,
        Func<Tensor, Tensor> forward,
        string input = Matrix,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Add(name, forward, Verdict.Right, input, file, line);

    public void Either(
        string name,
        Func<Tensor, Tensor> forward,
        string input = Matrix,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Add(name, forward, Verdict.Either, input, file, line);

    public void Refused<T>(string name, string input = Matrix, bool hasLine = true, [CallerFilePath] string file = "")
        where T : nn.Module, new() => Add<T>(name, Verdict.Refused, input, file, hasLine);

    public void Right<T>(string name, string input = Matrix, [CallerFilePath] string file = "")
        where T : nn.Module, new() => Add<T>(name, Verdict.Right, input, file, hasLine: true);

    public void Either<T>(string name, string input = Matrix, [CallerFilePath] string file = "")
        where T : nn.Module, new() => Add<T>(name, Verdict.Either, input, file, hasLine: true);

    private void Add(string name, Func<Tensor, Tensor> forward, Verdict verdict, string input, string file, int line)
    {
        var specs = Specs(input);
        _cases.Add(new(
            name, () => new() { Module = nn.Identity(), Forward = inputs => [forward(inputs[0])], Inputs = specs }, verdict, file, line));
    }

    private void Add<T>(string name, Verdict verdict, string input, string file, bool hasLine)
        where T : nn.Module, new()
    {
        var lines = File.ReadAllLines(file);
        var line = Array.FindIndex(lines, text => text.Contains($"class {typeof(T).Name}(", StringComparison.Ordinal)) + 1;
        if (line == 0) throw new InvalidOperationException($"{typeof(T).Name} is not in {file}.");
        var specs = Specs(input);
        _cases.Add(new(name, () => new() { Module = new T(), Inputs = specs }, verdict, file, hasLine ? line : 0));
    }

    private static TensorSpec[] Specs(string input) => [.. input.Split('|').Select(text => TensorSpec.Parse(text.Trim()))];
}
