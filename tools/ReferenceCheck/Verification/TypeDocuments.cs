using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Sensorcast.ReferenceCheck.Verification;

/// <summary>Reads from a portable PDB the source files of types that have no code.</summary>
internal sealed class TypeDocuments : IDisposable
{
    /// <summary>The kind of the "type definition documents" record.</summary>
    private static readonly Guid RecordKind = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly MetadataReaderProvider? _pdb;

    public TypeDocuments(string pdb)
    {
        if (File.Exists(pdb))
        {
            _pdb = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(pdb));
        }
    }

    public void Dispose() => _pdb?.Dispose();

    /// <param name="typeToken">The metadata token of the type.</param>
    public IReadOnlyList<string> Find(int typeToken)
    {
        List<string> documents = [];
        if (_pdb?.GetMetadataReader() is MetadataReader reader)
        {
            foreach (CustomDebugInformationHandle handle in reader.GetCustomDebugInformation(MetadataTokens.EntityHandle(typeToken)))
            {
                CustomDebugInformation record = reader.GetCustomDebugInformation(handle);
                if (reader.GetGuid(record.Kind) == RecordKind)
                {
                    BlobReader rows = reader.GetBlobReader(record.Value);
                    while (rows.RemainingBytes > 0)
                    {
                        Document document = reader.GetDocument(MetadataTokens.DocumentHandle(rows.ReadCompressedInteger()));
                        documents.Add(reader.GetString(document.Name));
                    }
                }
            }
        }

        return documents;
    }
}
