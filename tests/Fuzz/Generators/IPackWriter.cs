using System.Numerics;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Writes a pack in one of the encodings, each thing in any of its forms.</summary>
internal interface IPackWriter
{
    void StartArray(int count);

    void EndArray();

    void StartMap(int count);

    void EndMap();

    /// <summary>Writes a label of RFC 8428, or one that is text in both encodings.</summary>
    void Label(string label);

    void Text(string text);

    void Boolean(bool value);

    void Null();

    /// <summary>Writes mantissa times ten to the power of the exponent.</summary>
    void Number(BigInteger mantissa, int exponent);

    /// <summary>Writes what only this encoding has and no record needs.</summary>
    void Oddity();

    byte[] ToArray();
}
