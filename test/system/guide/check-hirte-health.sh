#!/bin/bash

ERRORS=0

# Check Hirte services
for service in hirte hirte-agent; do
    if ! systemctl is-active --quiet $service; then
        echo "ERROR: $service is not running"
        ((ERRORS++))
    fi
done

# Check node connectivity
NODES=$(hirtectl list-nodes | tail -n +2 | wc -l)
if [ $NODES -lt 2 ]; then
    echo "ERROR: Expected at least 2 nodes, found $NODES"
    ((ERRORS++))
fi

# Check for failed units
FAILED=$(hirtectl list-units | grep -c failed || true)
if [ $FAILED -gt 0 ]; then
    echo "ERROR: $FAILED failed units detected"
    ((ERRORS++))
fi

exit $ERRORS
