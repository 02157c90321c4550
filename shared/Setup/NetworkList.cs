using System;

namespace Sensorcast.Setup;

/// <summary>The networks that the form offers: each name once, with its strongest access point, the strongest first.</summary>
public sealed class NetworkList
{
    /// <summary>The maximum number of networks that are listed. Others can be typed in.</summary>
    public const int MaxCount = 20;

    private readonly Network[] _networks = new Network[MaxCount];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    /// <param name="index">Which one, from 0.</param>
    public Network At(int index)
    {
        return _networks[index];
    }

    /// <summary>All of them.</summary>
    public Network[] ToArray()
    {
        Network[] networks = new Network[Count];
        Array.Copy(_networks, networks, Count);
        return networks;
    }

    /// <summary>Finds a network by its name.</summary>
    /// <param name="name">The name, or <see langword="null"/>.</param>
    /// <returns>The network, or <see langword="null"/>.</returns>
    public Network Find(byte[] name)
    {
        for (int i = 0; i < Count; i++)
        {
            if (NetworkName.AreEqual(_networks[i].Name, name))
            {
                return _networks[i];
            }
        }

        return null;
    }

    /// <summary>Replaces them all.</summary>
    /// <param name="found">
    /// What a scan has found, in any order: a name may come several times, or be empty, where a network hides its name.
    /// </param>
    public void Replace(Network[] found)
    {
        Count = 0;
        foreach (Network network in found)
        {
            if (network.Name.Length > 0 && network.Name.Length <= NetworkName.MaxSize)
            {
                Add(network);
            }
        }
    }

    private void Add(Network network)
    {
        for (int i = 0; i < Count; i++)
        {
            if (NetworkName.AreEqual(_networks[i].Name, network.Name))
            {
                if (_networks[i].Strength >= network.Strength)
                {
                    return;
                }

                RemoveAt(i);
            }
        }

        if (Count == MaxCount && _networks[MaxCount - 1].Strength >= network.Strength)
        {
            return;
        }

        int place = Count < MaxCount ? Count++ : MaxCount - 1;
        while (place > 0 && _networks[place - 1].Strength < network.Strength)
        {
            _networks[place] = _networks[place - 1];
            place--;
        }

        _networks[place] = network;
    }

    private void RemoveAt(int index)
    {
        Count--;
        for (int i = index; i < Count; i++)
        {
            _networks[i] = _networks[i + 1];
        }
    }
}
