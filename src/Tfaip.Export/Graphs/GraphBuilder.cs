using Tfaip.Export.Programs;
using Tfaip.Export.Requests;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Graphs;

/// <summary>
/// Builds a graph node by node. Equal nodes over equal inputs are made once, so that shape arithmetic that several lowerings
/// need is shared.
/// </summary>
internal sealed class GraphBuilder
{
    private const int LargestSharedConstant = 64;

    private readonly UniqueNames _names;
    private readonly List<(GraphValue Value, IReadOnlyList<Size> Shape)> _inputs = [];
    private readonly List<(GraphValue Value, IReadOnlyList<Size> Shape)> _outputs = [];
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphValue> _initializers = [];
    private readonly Dictionary<nint, GraphValue> _byIdentity = [];
    private readonly Dictionary<string, GraphValue> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphValue> _derived = new(StringComparer.Ordinal);
    private readonly Dictionary<nint, (object Owner, Func<ExportException> Error)> _reserved = [];
    private readonly Dictionary<string, GraphNode> _byContent = new(StringComparer.Ordinal);
    private bool _inForm;

    public GraphBuilder(int opset)
        : this(opset, new())
    {
    }

    private GraphBuilder(int opset, UniqueNames names) => (Opset, _names) = (opset, names);

    /// <value>Whether operators treat NaN as TorchSharp does, see <see cref="NanForms"/>. Default: false.</value>
    public bool ExactNan { get; init; }

    /// <summary>The version of the operator set.</summary>
    public int Opset { get; }

    /// <value>Where the nodes that are made now come from. Default: nowhere.</value>
    public NodeScope Scope { get; set; } = new("", "");

    /// <summary>The inputs with their shapes.</summary>
    public IReadOnlyList<(GraphValue Value, IReadOnlyList<Size> Shape)> Inputs => _inputs;

    /// <summary>The outputs with their shapes.</summary>
    public IReadOnlyList<(GraphValue Value, IReadOnlyList<Size> Shape)> Outputs => _outputs;

    /// <summary>The nodes; each follows the makers of its inputs.</summary>
    public IReadOnlyList<GraphNode> Nodes => _nodes;

    /// <summary>The initialisers.</summary>
    public IReadOnlyList<GraphValue> Initializers => _initializers;

    /// <summary>A builder for a graph inside of a node, with names that this graph does not have.</summary>
    public GraphBuilder Body() => new(Opset, _names) { Scope = Scope, ExactNan = ExactNan };

    /// <summary>Keeps a name for later, so that nothing else takes it.</summary>
    public void Reserve(string name) => _names.Next(name);

    /// <summary>Adds an input.</summary>
    public GraphValue Input(string name, ScalarType type, IReadOnlyList<Size> shape)
    {
        var value = new GraphValue(_names.Next(name), type);
        _inputs.Add((value, shape));
        return value;
    }

    /// <summary>Names a value as an output, under a name that was reserved.</summary>
    public void Output(GraphValue value, string name, IReadOnlyList<Size> shape)
    {
        var node = new GraphNode(_names.Next(name + "/Identity"), "Identity", [value], []);
        var output = new GraphValue(name, value.Type, producer: node);
        node.Outputs = [output];
        _nodes.Add(node);
        _outputs.Add((output, shape));
    }

    /// <summary>An initialiser; one and the same tensor gives one and the same.</summary>
    public GraphValue Initializer(string name, Tensor tensor)
    {
        if (_reserved.TryGetValue(NativeTensors.Identity(tensor), out var reserved)) throw reserved.Error();
        if (_byIdentity.TryGetValue(NativeTensors.Identity(tensor), out var value)) return value;
        value = new GraphValue(_names.Next(name), tensor.dtype, tensor);
        _byIdentity.Add(NativeTensors.Identity(tensor), value);
        _initializers.Add(value);
        return value;
    }

    /// <summary>Keeps a tensor for one owner, since its values are others after the owner's call.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="owner">Who may reserve it again.</param>
    /// <param name="error">What is thrown where anything else reads the tensor.</param>
    public void Reserve(Tensor tensor, object owner, Func<ExportException> error)
    {
        var identity = NativeTensors.Identity(tensor);
        if (_byIdentity.ContainsKey(identity) || (_reserved.TryGetValue(identity, out var other) && !ReferenceEquals(other.Owner, owner)))
            throw error();
        _reserved[identity] = (owner, error);
    }

    /// <summary>A constant that a lowering needs; small ones of equal content are shared.</summary>
    public GraphValue Constant(Tensor tensor, string name = "constant")
    {
        if (tensor.numel() > LargestSharedConstant) return Initializer(name, tensor);
        var key = $"{tensor.dtype}[{string.Join(',', tensor.shape)}]{Convert.ToHexString(GraphSerializer.Bytes(tensor))}";
        if (_constants.TryGetValue(key, out var value)) return value;
        value = Initializer(name, tensor);
        _constants.Add(key, value);
        return value;
    }

    /// <summary>A constant vector of whole numbers, as shapes and axes are.</summary>
    public GraphValue Int64s(params long[] values) => Constant(tensor(values, ScalarType.Int64), "sizes");

    /// <summary>An initialiser that is computed from parameters; the same of the same parameters is there once.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="form">What is computed.</param>
    /// <param name="parameters">What it is computed from.</param>
    /// <param name="make">Computes it.</param>
    public GraphValue Derived(string name, string form, IReadOnlyList<Tensor> parameters, Func<Tensor> make)
    {
        var key = $"{form}({string.Join(',', parameters.Select(NativeTensors.Identity))})";
        if (_derived.TryGetValue(key, out var value)) return value;
        value = Constant(make(), name);
        _derived.Add(key, value);
        return value;
    }

    /// <summary>A constant of rank 0.</summary>
    public GraphValue Scalar(object value, ScalarType type)
    {
        // Through double or long, as TorchSharp's scalars are held; then to the element type.
        using var wide = value switch
        {
            bool flag => tensor(flag),
            long number => tensor(number, ScalarType.Int64),
            double number => tensor(number, ScalarType.Float64),
            _ => throw new InvalidOperationException($"A scalar cannot be a {value.GetType()}."),
        };
        return Constant(wide.to_type(type, copy: true));
    }

    /// <summary>Adds a node with one output.</summary>
    public GraphValue Node(string operation, ScalarType type, IReadOnlyList<GraphValue?> inputs, params GraphAttribute[] attributes) =>
        NodeOutputs(operation, [type], inputs, attributes)[0];

    /// <summary>Adds a node with several outputs.</summary>
    public IReadOnlyList<GraphValue> NodeOutputs(
        string operation, IReadOnlyList<ScalarType> types, IReadOnlyList<GraphValue?> inputs, params GraphAttribute[] attributes)
    {
        if (ExactNan && !_inForm)
        {
            _inForm = true;
            var form = NanForms.Of(this, operation, types, inputs, attributes);
            _inForm = false;
            if (form is not null) return form;
        }

        // Optional inputs at the end are left out rather than left empty.
        if (Opset < 18) (inputs, attributes) = OlderForms.Of(operation, inputs, attributes);
        inputs = [.. inputs.Take(inputs.Select((input, i) => input is null ? 0 : i + 1).DefaultIfEmpty(0).Max())];
        var content = $"{operation}({string.Join(',', inputs)}){string.Join(';', attributes)}>{string.Join(',', types)}";
        if (_byContent.TryGetValue(content, out var known)) return known.Outputs;

        var path = Scope.ModulePath.Length == 0 ? operation : $"{Scope.ModulePath}/{operation}";
        var node = new GraphNode(_names.Next(path), operation, inputs, attributes) { Line = Scope.Line };
        node.Outputs = types
            .Select(
                (type, i) => new GraphValue(_names.Next(i == 0 ? $"{node.Name}_output" : $"{node.Name}_output_{i}"), type, producer: node))
            .ToArray();
        _nodes.Add(node);
        _byContent.Add(content, node);
        return node.Outputs;
    }
}
