#!/bin/sh
exec hecate drill "$@"
