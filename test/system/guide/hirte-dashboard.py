#!/usr/bin/env python3

from flask import Flask, render_template_string
import subprocess
import json

app = Flask(__name__)

DASHBOARD_TEMPLATE = '''
<!DOCTYPE html>
<html>
<head>
    <title>Hirte Dashboard</title>
    <meta http-equiv="refresh" content="30">
    <style>
        body { font-family: Arial, sans-serif; margin: 20px; }
        table { border-collapse: collapse; width: 100%; margin: 20px 0; }
        th, td { border: 1px solid #ddd; padding: 8px; text-align: left; }
        th { background-color: #4CAF50; color: white; }
        .online { color: green; }
        .offline { color: red; }
        .running { background-color: #e8f5e9; }
        .failed { background-color: #ffebee; }
    </style>
</head>
<body>
    <h1>Hirte Service Controller Dashboard</h1>

    <h2>Nodes</h2>
    <table>
        <tr><th>Node</th><th>State</th><th>Last Seen</th></tr>
        {% for node in nodes %}
        <tr>
            <td>{{ node.name }}</td>
            <td class="{{ node.state }}">{{ node.state }}</td>
            <td>{{ node.last_seen }}</td>
        </tr>
        {% endfor %}
    </table>

    <h2>Services</h2>
    <table>
        <tr><th>Node</th><th>Service</th><th>State</th><th>Description</th></tr>
        {% for service in services %}
        <tr class="{{ service.state }}">
            <td>{{ service.node }}</td>
            <td>{{ service.name }}</td>
            <td>{{ service.state }}</td>
            <td>{{ service.description }}</td>
        </tr>
        {% endfor %}
    </table>

    <p>Last updated: {{ timestamp }}</p>
</body>
</html>
'''

@app.route('/')
def dashboard():
    from datetime import datetime

    # Get nodes
    nodes = []
    result = subprocess.run(['sudo', 'hirtectl', 'list-nodes'],
                          capture_output=True, text=True)
    if result.returncode == 0:
        lines = result.stdout.strip().split('\n')[1:]  # Skip header
        for line in lines:
            parts = line.split()
            if len(parts) >= 3:
                nodes.append({
                    'name': parts[0],
                    'state': parts[1],
                    'last_seen': ' '.join(parts[2:])
                })

    # Get services
    services = []
    for node in nodes:
        result = subprocess.run(['sudo', 'hirtectl', 'list-units', node['name']],
                              capture_output=True, text=True)
        if result.returncode == 0:
            lines = result.stdout.strip().split('\n')[1:]  # Skip header
            for line in lines:
                parts = line.split(None, 3)
                if len(parts) >= 3:
                    services.append({
                        'node': node['name'],
                        'name': parts[0],
                        'state': parts[1],
                        'description': parts[3] if len(parts) > 3 else ''
                    })

    return render_template_string(DASHBOARD_TEMPLATE,
                                nodes=nodes,
                                services=services,
                                timestamp=datetime.now().strftime('%Y-%m-%d %H:%M:%S'))

if __name__ == '__main__':
    app.run(host='0.0.0.0', port=8080)
