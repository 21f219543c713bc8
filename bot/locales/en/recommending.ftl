# A promoter is asked to recommend us; what staff see of it.
recommend-ask = Would you recommend { $company } to somebody? Just tap, choose whom, and send.
recommend-take = Thank you! Choose a chat to send it to, or copy the link.
recommend-words = I can recommend { $company }.
btn1-recommend = 💬 Recommend us to someone…
btn1-recommend-no = No, thanks
btn1-recommend-share = 📤 Choose a chat…
btn1-recommend-copy = 📋 Copy link
recommend-asked = 🤝 Asked to recommend us: { $day } – { $reply }
recommend-asked-whom = 🤝 Asked to recommend us: { $person }, { $day } – { $reply }
recommend-reply-none = no answer
recommend-reply-taken = took the link
recommend-reply-declined = no, thanks
