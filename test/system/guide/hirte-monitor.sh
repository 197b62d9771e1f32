#!/bin/bash

# Monitor all nodes
for node in $(hirtectl list-nodes | tail -n +2 | awk '{print $1}'); do
    echo "=== Node: $node ==="

    # Get failed units
    failed=$(hirtectl list-units $node | grep -c failed) || failed=0
    if [ $failed -gt 0 ]; then
        echo "WARNING: $failed failed units on $node"
        hirtectl list-units $node | grep failed
    fi

    # Check node connectivity
    last_seen=$(hirtectl list-nodes | grep $node | awk '{print $3, $4}')
    echo "Last seen: $last_seen"

    echo ""
done
