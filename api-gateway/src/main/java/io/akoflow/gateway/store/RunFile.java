package io.akoflow.gateway.store;

/** A workflow file as it was submitted. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares files
public record RunFile(byte[] bytes, String contentType) {}
