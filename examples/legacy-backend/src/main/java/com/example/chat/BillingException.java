package com.example.chat;

/** The answer could not be charged, so there is none. */
class BillingException extends Exception {

    private static final long serialVersionUID = 1L;

    BillingException(String message, Throwable cause) {
        super(message, cause);
    }
}
