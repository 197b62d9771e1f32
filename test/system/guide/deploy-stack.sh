#!/bin/bash
set -e

echo "Deploying application stack..."

# Start database on primary node
echo "Starting database..."
hirtectl start primary postgresql.service
sleep 5

# Wait for database to be ready
until hirtectl exec primary "pg_isready -U postgres"; do
    echo "Waiting for database..."
    sleep 2
done

# Start backend services on agent nodes
echo "Starting backend services..."
hirtectl start agent app-backend.service
hirtectl start agent cache.service

# Wait for backends
sleep 10

# Start frontend services
echo "Starting frontend services..."
hirtectl start agent nginx.service
hirtectl start agent app-frontend.service

echo "Stack deployment complete!"

# Show status
hirtectl list-units primary | grep -E "postgresql|running"
hirtectl list-units agent | grep -E "app-|nginx|cache|running"
