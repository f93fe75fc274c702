/** The chat backend: answers questions with what the vector store knows, keeps the conversation, and bills it. */
package com.example.chat;
