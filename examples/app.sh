#!/bin/sh
# A program that knows nothing of Kist: it reads its environment.
echo "DATABASE_URL is $DATABASE_URL"
echo "API_TOKEN is $API_TOKEN"
echo "GREETING is $GREETING"
echo "EMPTY is ${EMPTY-not set}${EMPTY:+not empty}"
