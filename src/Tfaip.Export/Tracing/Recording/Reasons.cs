namespace Tfaip.Export.Tracing.Recording;

/// <summary>Why a call cannot be exported, and what to write instead; each goes on from the name of what was called.</summary>
internal static class Reasons
{
    public const string ReadsValues =
        "takes the values of a tensor into .NET, and what follows from them would be fixed in the graph as it was in the recording. "
        + "Keep them in tensors: torch.where instead of if, tensor operations instead of .NET arithmetic.";

    public const string PrintsValues =
        "takes the values of a tensor into .NET. Here they only go to a console or a log: take the line out, or say that this is so with "
        + "--allow-reading (ExportOptions.AllowReading in a program).";

    public const string Random =
        "draws random numbers, and a recording would fix them. Draw them outside of forward and pass them in as an input; "
        + "for dropout, pass the module's own training flag.";

    public const string ChangesModule =
        "changes a module while forward runs, and a graph has no modules to change. Do it in the constructor.";

    public const string MakesModule =
        "makes a module while forward runs, and its parameters would be new in every call. Make it in the constructor "
        + "and keep it in a field.";

    public const string MakesParameter =
        "makes a parameter while forward runs, which would be new in every call. Make it in the constructor and keep it in "
        + "a field, or use a tensor.";

    public const string TakesFunction =
        "takes a function, whose calls it makes where they cannot be recorded. Call the function in forward itself.";

    public const string WritesOut =
        "writes into a tensor that it is given. Use the result that it returns.";

    public const string Unsafe =
        "reaches for a tensor's memory or its gradient, which a graph does not have. Use tensor operations that give new tensors.";

    public const string Broken =
        "hands libtorch a number where it expects a pointer, which may end the process. Write it with other operations, such as "
        + "torch.linalg.cross or nansum.";

    public const string WritesSelf =
        "writes into the tensor that it is called on. Use the method of torch, which makes a new one.";

    public const string Hooks =
        "has hooks, and what they do cannot be recorded on a layer of TorchSharp's. Put the hooks' code into forward.";

    public const string Training =
        "is in training mode although the model is not, so the model does not know it as its own. Register it: keep it "
        + "in a field of the module or in a ModuleList, and call RegisterComponents.";

    public const string HostRandom =
        "draws random numbers, and a recording would fix them or follow one of the ways that they choose. Draw them in the constructor, or "
        + "pass them in as an input.";

    public const string Clock =
        "tells the time, which is another at each call, and a graph has no clock. Take it before the model is called, and pass what "
        + "follows from it in as an input.";

    public const string Surroundings =
        "asks for something outside of the model, which may be another at the next call or on another machine. Do it in the constructor "
        + "and keep the answer in a field, or pass it in as an input.";

    public const string KeepsState =
        "keeps something for the next call, and a graph keeps nothing. Pass what is to be kept in as an input and out as an output.";

    public const string Hidden =
        "calls TorchSharp where a recording cannot see it. Write the call itself: x.exp(), not a method that was found by its name, a "
        + "dynamic or an expression tree.";

    public const string NewTensor = "Use the operation that gives a new tensor.";

    public const string Foreign = "a tensor that was there before forward in place. " + NewTensor;

    public const string Carries =
        "and a graph keeps nothing from one call to the next. Pass what is to be kept in as an input and out as an output, or use the "
        + "operation that gives a new tensor.";

    /// <summary>Of weights that no state dict has.</summary>
    /// <param name="what">Whose they are.</param>
    /// <param name="field">The field that holds it, as messages name it; null where it is not known.</param>
    public static string Unregistered(string what, string? field) =>
        $"{what} in no state dict, so the graph would have the numbers that this program happened to draw. "
        + $"{(field is null ? "" : $"It is in {field}. ")}"
        + "Register it: keep it in a field of the model's module or in a ModuleList, and call RegisterComponents.";
}
