"""Finds personal data in text, documents and pictures. It knows neither entries nor rules: bytes and text go in."""
